<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\DocumentListRepository;
use Aaia\Chatbot\Health\FindingRepository;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Jobs\Worker;
use Aaia\Chatbot\Llm\LlmClientRegistry;
use Aaia\Chatbot\Mail\DeliveryLog;
use Aaia\Chatbot\Mail\DeliveryState;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Measures the chatbot's own work: background jobs, answers, mail and knowledge.
 *
 * @phpstan-import-type Row from StatusReport
 */
final class WorkFigures {

	/** Answers that the times of the stages are taken from. */
	private const ANSWERS = 20;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly Settings $settings,
		private readonly JobQueue $queue,
		private readonly LlmClientRegistry $clients,
		private readonly DeliveryLog $deliveries,
		private readonly DocumentListRepository $documents,
		private readonly FindingRepository $findings,
	) {}

	/** @return list<Row> */
	public function background(): array {
		$beat = Worker::last_heartbeat( $this->database );
		$due  = $this->due();
		return [
			ServerFigures::row( 'worker', __( 'Worker last ran', 'aaia-chatbot' ), null === $beat
				? __( 'not yet', 'aaia-chatbot' )
				: $this->ago( $beat ) ),
			ServerFigures::row( 'due', __( 'Tasks that wait', 'aaia-chatbot' ), null === $due['oldest']
				? number_format_i18n( $due['count'] )
				/* translators: 1: number of tasks, 2: how long, such as "5 minutes". */
				: sprintf( __( '%1$s, the oldest for %2$s', 'aaia-chatbot' ), number_format_i18n( $due['count'] ), $this->since( $due['oldest'] ) ) ),
			ServerFigures::row( 'later', __( 'Tasks planned for later', 'aaia-chatbot' ), number_format_i18n( $due['later'] ) ),
			ServerFigures::row( 'dead', __( 'Tasks that failed for good', 'aaia-chatbot' ), number_format_i18n( $this->queue->count_dead() ) ),
			ServerFigures::row( 'cron', __( 'Run by', 'aaia-chatbot' ), defined( 'DISABLE_WP_CRON' ) && DISABLE_WP_CRON
				? __( 'the server’s own schedule (visits do not start WP-Cron here), and after each message', 'aaia-chatbot' )
				: __( 'visits (WP-Cron), and after each message', 'aaia-chatbot' ) ),
		];
	}

	/** @return list<Row> */
	public function answers(): array {
		$chosen = $this->clients->chosen()->id();
		$names  = [
			'builtin'   => __( 'built-in assistant', 'aaia-chatbot' ),
			'openai'    => $this->settings->text( 'model' ),
			'wordpress' => __( 'WordPress’s AI connection', 'aaia-chatbot' ),
		];
		$rows   = [ ServerFigures::row( 'model', __( 'Answers come from', 'aaia-chatbot' ), $names[ $chosen ] ?? $chosen ) ];
		$failed = $this->clients->health->last_failure();
		if ( 'builtin' !== $chosen && null !== $failed ) {
			$rows[] = ServerFigures::row(
				'model_failure',
				__( 'Its last failure', 'aaia-chatbot' ),
				$this->ago( new \DateTimeImmutable( '@' . $failed['at'] ) ) . ': ' . $failed['sentence'],
			);
		}
		return [ ...$rows, ...$this->stages() ];
	}

	/** @return list<Row> */
	public function mail(): array {
		$counts = $this->deliveries->counts();
		return [
			ServerFigures::row( 'mail_sent', __( 'Sent', 'aaia-chatbot' ), $this->capped( $counts[ DeliveryState::Sent->value ] ?? 0 ) ),
			ServerFigures::row( 'mail_waiting', __( 'Waiting', 'aaia-chatbot' ), $this->capped( $counts[ DeliveryState::Queued->value ] ?? 0 ) ),
			ServerFigures::row( 'mail_failed', __( 'Given up', 'aaia-chatbot' ), $this->capped( $counts[ DeliveryState::Failed->value ] ?? 0 ) ),
		];
	}

	/** @return list<Row> */
	public function knowledge(): array {
		$counts = $this->findings->counts();
		return [
			ServerFigures::row( 'documents', __( 'Documents', 'aaia-chatbot' ), number_format_i18n( $this->documents->count_all() ) ),
			ServerFigures::row( 'left_out', __( 'Of these left out', 'aaia-chatbot' ), number_format_i18n( $this->documents->count_excluded() ) ),
			ServerFigures::row( 'dead_links', __( 'Dead links', 'aaia-chatbot' ), number_format_i18n( $counts['link'] ) ),
			ServerFigures::row( 'outdated', __( 'Outdated dates', 'aaia-chatbot' ), number_format_i18n( $counts['expired'] ) ),
			ServerFigures::row( 'contradictions', __( 'Contradictions', 'aaia-chatbot' ), number_format_i18n( $counts['contradiction'] ) ),
		];
	}

	/**
	 * How long the stages of recent answers took (medians), and which is the slowest.
	 *
	 * @return list<Row>
	 */
	private function stages(): array {
		$rows  = $this->database->rows(
			'SELECT data FROM %i ORDER BY message_id DESC LIMIT %d',
			$this->database->table( 'answer_metrics' ),
			self::ANSWERS,
		);
		$times = [ 'search' => [], 'wait' => [], 'write' => [] ];
		foreach ( $rows as $row ) {
			$data = json_decode( (string) $row['data'], true );
			$of   = is_array( $data ) && is_array( $data['times'] ?? null ) ? $data['times'] : [];
			if ( ! is_int( $of['retrieve'] ?? null ) || ! is_int( $of['first'] ?? null ) || ! is_int( $of['total'] ?? null ) ) {
				continue;
			}
			$times['search'][] = $of['retrieve'];
			$times['wait'][]   = max( 0, $of['first'] - $of['retrieve'] );
			$times['write'][]  = max( 0, $of['total'] - $of['first'] );
		}
		if ( [] === $times['search'] ) {
			return [ ServerFigures::row( 'stages', __( 'Time of an answer', 'aaia-chatbot' ), __( 'no answer measured yet', 'aaia-chatbot' ) ) ];
		}
		$medians = array_map( static function ( array $all ): int {
			sort( $all );
			return $all[ intdiv( count( $all ), 2 ) ];
		}, $times );
		$names   = [
			'search' => __( 'searching the knowledge', 'aaia-chatbot' ),
			'wait'   => __( 'waiting for the first word', 'aaia-chatbot' ),
			'write'  => __( 'writing the answer', 'aaia-chatbot' ),
		];
		$slowest = array_search( max( $medians ), $medians, true );
		$told    = array_map(
			static fn( string $stage, int $time ): string => $names[ $stage ] . ' ' . ServerFigures::milliseconds( $time ),
			array_keys( $medians ),
			$medians,
		);
		$label   = sprintf(
			/* translators: %s: number of answers. */
			_n( 'Time of the last %s answer', 'Time of the last %s answers', count( $times['search'] ), 'aaia-chatbot' ),
			number_format_i18n( count( $times['search'] ) ),
		);
		return [
			ServerFigures::row( 'stages', $label, implode( ' · ', $told ) ),
			ServerFigures::row( 'slowest', __( 'Slowest stage', 'aaia-chatbot' ), $names[ (string) $slowest ] ?? '' ),
		];
	}

	/** @return array{count: int, oldest: ?\DateTimeImmutable, later: int} */
	private function due(): array {
		$now = Time::to_database( $this->clock->now() );
		$row = $this->database->row(
			'SELECT COUNT(*) AS waiting, MIN( run_at ) AS oldest FROM %i WHERE state = %s AND run_at <= %s',
			$this->database->table( 'jobs' ),
			'queued',
			$now,
		);
		return [
			'count'  => (int) ( $row['waiting'] ?? 0 ),
			'oldest' => Time::from_database( $row['oldest'] ?? null ),
			'later'  => (int) $this->database->value(
				'SELECT COUNT(*) FROM %i WHERE state = %s AND run_at > %s',
				$this->database->table( 'jobs' ),
				'queued',
				$now,
			),
		];
	}

	/** A count that the log of deliveries stops at 1,000. */
	private function capped( int $count ): string {
		/* translators: %s: a number that the count stopped at. */
		return $count >= 1000 ? sprintf( __( '%s or more', 'aaia-chatbot' ), number_format_i18n( $count ) ) : number_format_i18n( $count );
	}

	private function ago( \DateTimeImmutable $time ): string {
		/* translators: %s: how long, such as "5 minutes". */
		return sprintf( __( '%s ago', 'aaia-chatbot' ), $this->since( $time ) );
	}

	private function since( \DateTimeImmutable $time ): string {
		return human_time_diff( $time->getTimestamp(), max( $time->getTimestamp(), $this->clock->now()->getTimestamp() ) );
	}
}
