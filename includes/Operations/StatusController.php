<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\SseWriter;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Settings -> Aaia XP -> Status: problems, what was measured, failed tasks, the log, and all of it as a file for support. */
final class StatusController extends StaffController {

	/** Failed tasks shown at once; with "all" as many are tried again. */
	private const JOBS = 50;

	private const LOGGED = 50;

	/** Pieces of the test stream, and the pause between two. */
	private const PIECES = 4;

	private const PAUSE_MICROSECONDS = 200_000;

	public static function routes(): array {
		return [
			Operation::get( '/status', 'show', Capability::Manage )->answers( self::schema() ),
			Operation::get( '/status/connection', 'test_connection', Capability::Manage )->answers( Schema::closed( [
				'transport'    => Schema::enum( 'polling' ),
				'ok'           => Schema::bool(),
				'milliseconds' => Schema::int(),
				'sentence'     => Schema::string(),
			] )->named( 'StatusConnection' ) ),
			Operation::get( '/status/stream', 'stream', Capability::Manage ),
			Operation::get( '/status/file', 'file', Capability::Manage ),
			Operation::get( '/status/log', 'log', Capability::Manage )
				->takes( Schema::closed( [
					'level'  => Schema::enum( ...array_column( LogLevel::cases(), 'value' ) )->optional(),
					'before' => Schema::int( 1 )->optional(),
				] ) )
				->answers( Schema::closed( [
					'items' => Schema::list_of( self::entry() ),
					'next'  => Schema::int()->nullable(),
				] )->named( 'StatusLog' ) ),
			Operation::post( '/status/jobs/retry', 'retry', Capability::Manage )
				->takes( Schema::closed( [ 'ids' => Schema::list_of( Schema::int( 1 ), self::JOBS ) ] ) )
				->answers( Schema::closed( [
					'tried' => Schema::int(),
					'jobs'  => Schema::list_of( self::job() ),
				] )->named( 'RetriedJobs' ) ),
		];
	}

	public function __construct(
		private readonly StatusReport $report,
		private readonly JobQueue $queue,
		private readonly RecentProblems $log,
		private readonly Clock $clock,
	) {}

	public function show(): RouteResult {
		return RouteResult::ok( [
			'checked_at' => (string) Time::to_wire( $this->clock->now() ),
			'problems'   => $this->report->problems(),
			'groups'     => $this->report->groups(),
			'jobs'       => $this->jobs(),
		] );
	}

	public function test_connection(): RouteResult {
		return RouteResult::ok( $this->report->transport() );
	}

	/** A few pieces with pauses: whether they arrive one by one shows if a proxy holds answers back until they are complete. */
	public function stream(): RouteResult {
		return RouteResult::stream( static function ( SseWriter $writer ): void {
			for ( $piece = 1; $piece <= self::PIECES; $piece++ ) {
				$writer->send( [ 'piece' => $piece, 'of' => self::PIECES ] );
				if ( $piece < self::PIECES ) {
					usleep( self::PAUSE_MICROSECONDS );
				}
			}
			$writer->close();
		} );
	}

	public function file(): RouteResult {
		$name = 'aaia-chatbot-' . $this->clock->now()->format( 'Y-m-d' ) . '.txt';
		return RouteResult::file( $name, 'text/plain; charset=UTF-8', fn(): array => [ $this->report->file() ] );
	}

	public function log( Input $input ): RouteResult {
		$items = $this->log->all( self::LOGGED, LogLevel::tryFrom( $input->text( 'level' ) ), $input->int( 'before' ) );
		return RouteResult::ok( [ 'items' => $items, 'next' => self::LOGGED === count( $items ) ? end( $items )['id'] : null ] );
	}

	/** Tries failed tasks again; those that are no longer among them are left out. */
	public function retry( Input $input ): RouteResult {
		$ids   = array_map( intval( ... ), array_filter( (array) ( $input->all()['ids'] ?? [] ), is_numeric( ... ) ) );
		$tried = count( array_filter( $ids, $this->queue->retry_dead( ... ) ) );
		return RouteResult::ok( [ 'tried' => $tried, 'jobs' => $this->jobs() ] );
	}

	/** @return list<array{id: int, handler: string, error: string, died_at: string}> */
	private function jobs(): array {
		return array_map(
			static fn( array $job ): array => [
				'id'      => $job['id'],
				'handler' => $job['handler'],
				'error'   => $job['error'],
				'died_at' => (string) Time::to_wire( Time::required( $job['died_at'] ) ),
			],
			$this->queue->dead( self::JOBS ),
		);
	}

	private static function schema(): Schema {
		$row   = Schema::closed( [ 'name' => Schema::string(), 'label' => Schema::string(), 'value' => Schema::string() ] );
		$group = Schema::closed( [ 'name' => Schema::string(), 'title' => Schema::string(), 'rows' => Schema::list_of( $row ) ] );
		return Schema::closed( [
			'checked_at' => Schema::string(),
			'problems'   => Schema::list_of( Schema::closed( [
				'name'     => Schema::string(),
				'critical' => Schema::bool(),
				'title'    => Schema::string(),
				'sentence' => Schema::string(),
			] )->named( 'StatusProblem' ) ),
			'groups'     => Schema::list_of( $group->named( 'StatusGroup' ) ),
			'jobs'       => Schema::list_of( self::job() ),
		] )->named( 'StatusReport' );
	}

	private static function job(): Schema {
		return Schema::closed( [
			'id'      => Schema::int(),
			'handler' => Schema::string(),
			'error'   => Schema::string(),
			'died_at' => Schema::string(),
		] )->named( 'FailedJob' );
	}

	private static function entry(): Schema {
		return Schema::closed( [
			'id'       => Schema::int(),
			'at'       => Schema::string(),
			'first_at' => Schema::string(),
			'level'    => Schema::enum( ...array_column( LogLevel::cases(), 'value' ) ),
			'sentence' => Schema::string(),
			'times'    => Schema::int(),
		] )->named( 'LogEntry' );
	}
}
