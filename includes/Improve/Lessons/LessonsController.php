<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Lessons;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Support\Time;

/** Lessons: short records that the team shares. A problem, its cause, what was done, what came of it. */
final class LessonsController extends StaffController {

	private const SCOPE = 'lessons';

	private const PARTS = [ 'problem', 'cause', 'action', 'result' ];

	/** Characters of each part. */
	private const LONGEST = 2000;

	/** Conversations of a lesson. */
	private const LINKED = 20;

	public static function routes(): array {
		$words = array_fill_keys( self::PARTS, Schema::text( self::LONGEST )->optional() );
		$words = $words + [ 'acted_on' => Schema::text( 10 )->nullable()->optional() ];
		$links = [ 'conversations' => Schema::list_of( Schema::id(), self::LINKED )->optional() ];
		$saved = Schema::closed( [ 'id' => Schema::string() ] );
		$side  = Schema::closed( [ 'up' => Schema::int(), 'rated' => Schema::int() ] );
		return [
			Operation::get( '/lessons', 'list', Capability::View )
				->takes( KeysetPage::query( [ 'search' => Schema::text( 200 )->optional() ] ) )
				->answers( KeysetPage::answer( self::schema() )->named( 'Lessons' ) ),
			Operation::post( '/lessons', 'add', Capability::Reply )
				->takes( Schema::closed( $words + $links ) )
				->answers( $saved )
				->named( 'AddLesson' ),
			Operation::put( '/lessons/{id}', 'change', Capability::Reply )
				->takes( Schema::closed( $words ) )
				->answers( $saved )
				->named( 'ChangeLesson' ),
			Operation::delete( '/lessons/{id}', 'delete', Capability::Reply )->answers( Schema::closed( [ 'deleted' => Schema::bool() ] ) ),
			Operation::get( '/lessons/{id}/figures', 'figures', Capability::View )->answers( Schema::closed( [ 'figures' => Schema::closed( [
				'before' => $side,
				'after'  => $side,
				'says'   => Schema::enum( 'few', 'same', 'better', 'worse' ),
			] )->nullable() ] )->named( 'LessonFigures' ) ),
		];
	}

	public function __construct(
		private readonly LessonRepository $lessons,
		private readonly LessonFigures $figures,
		private readonly ConversationRepository $conversations,
		private readonly ConversationAccess $access,
		private readonly Cursor $cursor,
	) {}

	/** Lessons with all words of `search`, newest first. */
	public function list( Input $input ): RouteResult {
		$page = KeysetPage::read(
			$this->cursor,
			$input,
			self::SCOPE,
			fn( ?int $before, int $limit ): array => $this->lessons->page( $input->line( 'search' ), $before, $limit ),
			static fn( array $row ): int => (int) $row['id']
		);
		if ( null === $page ) {
			return KeysetPage::expired();
		}
		$links = $this->lessons->conversations( array_map( static fn( array $row ): int => (int) $row['id'], $page->items ) );
		$shown = static fn( array $row ): array => self::lesson( $row, array_values( $links[ (int) $row['id'] ] ?? [] ) );
		return RouteResult::ok( $page->body( $shown ) );
	}

	/** Adds a lesson; `conversations` are those it is about. */
	public function add( Input $input ): RouteResult {
		$problem = self::problem( $input );
		if ( null !== $problem ) {
			return $problem;
		}
		$ids = [];
		foreach ( $input->lines( 'conversations' ) as $public_id ) {
			$found = $this->access->permitted( $this->conversations->by_public_id( $public_id ) );
			if ( null === $found ) {
				return RouteResult::not_found();
			}
			$ids[] = $found->id;
		}
		$id = $this->lessons->add( self::words( $input ), self::day( $input ), $ids, get_current_user_id() );
		return null === $id
			? RouteResult::problem( 409, 'aaia_many_lessons', __( 'There are too many lessons. Delete some first.', 'aaia-chatbot' ) )
			: RouteResult::created( [ 'id' => $id ] );
	}

	public function change( Input $input, \WP_REST_Request $request ): RouteResult {
		$row     = $this->lessons->by_public_id( $this->in_path( $request, 'id' ) );
		$problem = self::problem( $input );
		if ( null === $row || null !== $problem ) {
			return $problem ?? RouteResult::not_found();
		}
		$this->lessons->change( (int) $row['id'], self::words( $input ), self::day( $input ), get_current_user_id() );
		return RouteResult::ok( [ 'id' => $row['public_id'] ] );
	}

	public function delete( Input $input, \WP_REST_Request $request ): RouteResult {
		$row = $this->lessons->by_public_id( $this->in_path( $request, 'id' ) );
		if ( null === $row ) {
			return RouteResult::not_found();
		}
		$this->lessons->delete( (int) $row['id'] );
		return RouteResult::ok( [ 'deleted' => true ] );
	}

	/** Ratings before and since the day of the action; null without a day or a conversation. */
	public function figures( Input $input, \WP_REST_Request $request ): RouteResult {
		$row = $this->lessons->by_public_id( $this->in_path( $request, 'id' ) );
		if ( null === $row ) {
			return RouteResult::not_found();
		}
		$linked = array_keys( $this->lessons->conversations( [ (int) $row['id'] ] )[ (int) $row['id'] ] ?? [] );
		$day    = Time::from_database( $row['acted_on'] );
		return RouteResult::ok( [ 'figures' => null === $day || [] === $linked ? null : $this->figures->of( $linked, $day ) ] );
	}

	private static function schema(): Schema {
		return Schema::closed( [ 'id' => Schema::string() ] + array_fill_keys( self::PARTS, Schema::string() ) + [
			'acted_on'      => Schema::string()->nullable(),
			'by'            => Schema::string(),
			'updated_at'    => Schema::string(),
			'conversations' => Schema::list_of( Schema::string() ),
		] )->named( 'Lesson' );
	}

	/**
	 * @param array<string, ?string> $row
	 * @param list<string>           $conversations Public ids.
	 *
	 * @return array<string, mixed>
	 */
	private static function lesson( array $row, array $conversations ): array {
		$user = get_userdata( (int) $row['user_id'] );
		return [
			'id'            => (string) $row['public_id'],
			'problem'       => (string) $row['problem'],
			'cause'         => (string) $row['cause'],
			'action'        => (string) $row['action'],
			'result'        => (string) $row['result'],
			'acted_on'      => Time::from_database( $row['acted_on'] )?->setTimezone( wp_timezone() )->format( 'Y-m-d' ),
			'by'            => false === $user ? __( 'Former agent', 'aaia-chatbot' ) : $user->display_name,
			'updated_at'    => Time::to_wire( Time::required( $row['updated_at'] ) ),
			'conversations' => $conversations,
		];
	}

	private static function problem( Input $input ): ?RouteResult {
		if ( '' === $input->text( 'problem' ) ) {
			return RouteResult::problem( 400, 'aaia_no_problem', __( 'Say what the problem was.', 'aaia-chatbot' ) );
		}
		return '' !== $input->line( 'acted_on' ) && null === self::day( $input )
			? RouteResult::problem( 400, 'aaia_no_day', __( 'Enter a day such as 2026-03-02.', 'aaia-chatbot' ) )
			: null;
	}

	/** @return array{problem: string, cause: string, action: string, result: string} */
	private static function words( Input $input ): array {
		return [
			'problem' => $input->text( 'problem' ),
			'cause'   => $input->text( 'cause' ),
			'action'  => $input->text( 'action' ),
			'result'  => $input->text( 'result' ),
		];
	}

	private static function day( Input $input ): ?\DateTimeImmutable {
		$typed = $input->line( 'acted_on' );
		$day   = \DateTimeImmutable::createFromFormat( '!Y-m-d', $typed, wp_timezone() );
		return false === $day || $day->format( 'Y-m-d' ) !== $typed ? null : $day;
	}
}
