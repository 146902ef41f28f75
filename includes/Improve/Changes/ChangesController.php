<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Changes;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/** Changes of knowledge and settings, and figures before and after each. */
final class ChangesController extends StaffController {

	private const SCOPE = 'changes';

	/** Days before and after. */
	private const DAYS = 14;

	public static function routes(): array {
		$change = self::schema();
		$share  = Schema::closed( [
			'hits' => Schema::int(),
			'of'   => Schema::int(),
			'low'  => Schema::number(),
			'high' => Schema::number(),
		] )->named( 'MeasuredShare' );
		return [
			Operation::get( '/changes', 'list', Capability::Manage )
				->takes( KeysetPage::query( [ 'kind' => Schema::enum( Change::KNOWLEDGE, Change::SETTING )->optional() ] ) )
				->answers( KeysetPage::answer( $change )->named( 'Changes' ) ),
			Operation::get( '/changes/{id}', 'show', Capability::Manage )
				->takes( Schema::closed( [ 'days' => Schema::int( 1, 90 )->optional() ] ) )
				->answers( Schema::closed( [
					'change'   => $change,
					'days'     => Schema::int(),
					'others'   => Schema::int(),
					'measures' => Schema::list_of( Schema::closed( [
						'name'    => Schema::enum( 'satisfaction', 'refusals', 'escalations', 'resolution' ),
						'before'  => $share,
						'after'   => $share,
						'low'     => Schema::number(),
						'high'    => Schema::number(),
						'verdict' => Schema::enum( 'better', 'worse', 'same', 'little' ),
					] )->named( 'ChangeMeasure' ) ),
					'tests'    => Schema::closed( [
						'pairs'   => Schema::int(),
						'better'  => Schema::int(),
						'worse'   => Schema::int(),
						'p'       => Schema::number(),
						'verdict' => Schema::enum( 'better', 'worse', 'same', 'little', 'none' ),
					] )->named( 'ChangeTests' ),
				] )->named( 'ChangeFigures' ) ),
		];
	}

	public function __construct(
		private readonly ChangeRepository $changes,
		private readonly ChangeFigures $figures,
		private readonly Database $database,
		private readonly Cursor $cursor,
	) {}

	/** Changes, newest first. */
	public function list( Input $input ): RouteResult {
		$page = KeysetPage::read(
			$this->cursor,
			$input,
			self::SCOPE,
			fn( ?int $before, int $limit ): array => $this->changes->before( $before, $input->line( 'kind' ), $limit ),
			static fn( Change $change, int $row ): int => $row
		);
		return null === $page ? KeysetPage::expired() : RouteResult::ok( [
			'items'       => $this->bodies( $page->items ),
			'next_cursor' => $page->next,
		] );
	}

	/** Figures before and after a change. */
	public function show( Input $input, \WP_REST_Request $request ): RouteResult {
		$change = $this->changes->find( (int) $this->in_path( $request, 'id' ) );
		if ( null === $change ) {
			return RouteResult::not_found();
		}
		$days = $input->int( 'days', self::DAYS );
		return RouteResult::ok( [
			'change'   => $this->bodies( [ $change ] )[0],
			'days'     => $days,
			'others'   => $this->changes->others( $change, $change->began_at->modify( "-$days days" ), $change->ended_at->modify( "+$days days" ) ),
			'measures' => $this->figures->measures( $change, $days ),
			'tests'    => $this->figures->pairs( $change ),
		] );
	}

	/**
	 * @param list<Change> $changes
	 *
	 * @return list<array<string, mixed>>
	 */
	private function bodies( array $changes ): array {
		$titles = $this->titles( $changes );
		return array_map( static function ( Change $change ) use ( $titles ): array {
			$user = 0 === $change->user_id ? false : get_userdata( $change->user_id );
			return [
				'id'       => $change->id,
				'kind'     => $change->kind,
				'user'     => false === $user ? null : $user->display_name,
				'added'    => $change->added,
				'changed'  => $change->changed,
				'removed'  => $change->removed,
				'names'    => Change::SETTING === $change->kind
					? array_map( strval( ... ), $change->names )
					: array_values( array_intersect_key( $titles, array_flip( $change->names ) ) ),
				'began_at' => (string) Time::to_wire( $change->began_at ),
			];
		}, $changes );
	}

	/**
	 * @param list<Change> $changes
	 *
	 * @return array<int, string> Titles of the documents that are still there, by row id.
	 */
	private function titles( array $changes ): array {
		$ids    = array_values(
			array_filter( array_merge( ...array_map( static fn( Change $change ): array => $change->names, $changes ), ...[ [] ] ), is_int( ... ) ),
		);
		$titles = [];
		foreach ( [] === $ids ? [] : $this->database->rows(
			'SELECT id, title FROM %i WHERE id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ')',
			$this->database->table( 'knowledge_documents' ),
			...$ids
		) as $row ) {
			$titles[ (int) $row['id'] ] = (string) $row['title'];
		}
		return $titles;
	}

	private static function schema(): Schema {
		return Schema::closed( [
			'id'       => Schema::int(),
			'kind'     => Schema::enum( Change::KNOWLEDGE, Change::SETTING ),
			'user'     => Schema::string()->nullable(),
			'added'    => Schema::int(),
			'changed'  => Schema::int(),
			'removed'  => Schema::int(),
			'names'    => Schema::list_of( Schema::string() ),
			'began_at' => Schema::string(),
		] )->named( 'Change' );
	}
}
