<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Bulk;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Label;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Conversations\TeamRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Inbox\InboxFilterParser;
use Aaia\Chatbot\Inbox\InboxRepository;
use Aaia\Chatbot\Inbox\LabelsController;
use Aaia\Chatbot\Inbox\Snooze;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Changes to many conversations at once: begin, follow, undo. A run belongs to the user who began it. */
final class BulkController extends StaffController {

	/** Conversations that can be named in one request. */
	private const NAMED = 500;

	/** Seconds for a run that is done within the request. */
	private const SECONDS = 10.0;

	private const SCOPE = 'bulk';

	public static function routes(): array {
		$shown = BulkRunResource::schema();
		return [
			Operation::post( '/conversations/bulk', 'begin', Capability::View )
				->takes( Schema::closed( [
					'id'            => Schema::id()->optional(),
					'ids'           => Schema::list_of( Schema::id(), self::NAMED )->optional(),
					'filter'        => Schema::closed( InboxFilterParser::schema() )->optional(),
					'until'         => Schema::text( 400 )->optional(),
					'action'        => Schema::enum( ...BulkAction::names() ),
					'status'        => Schema::enum( 'open', 'pending', 'snoozed', 'resolved' )->optional(),
					'snooze'        => Schema::enum( ...array_column( Snooze::cases(), 'value' ) )->optional(),
					'snoozed_until' => Schema::text( 40 )->optional(),
					'assignee'      => Schema::int( 1 )->nullable()->optional(),
					'team'          => Schema::int( 1 )->nullable()->optional(),
					'add_labels'    => LabelsController::names()->optional(),
					'remove_labels' => LabelsController::names()->optional(),
				] ) )
				->answers( $shown )
				->named( 'BulkChange' ),
			Operation::get( '/conversations/bulk/count', 'count', Capability::View )
				->takes( Schema::closed( InboxFilterParser::schema() ) )
				->answers( Schema::closed( [
					'count' => Schema::int(),
					'more'  => Schema::bool(),
					'until' => Schema::string(),
				] )->named( 'BulkCount' ) ),
			Operation::get( '/conversations/bulk/{run}', 'show', Capability::View )->answers( $shown ),
			Operation::post( '/conversations/bulk/{run}/undo', 'undo', Capability::Reply )->answers( $shown ),
		];
	}

	public function __construct(
		private readonly BulkService $service,
		private readonly BulkRunRepository $runs,
		private readonly BulkRunResource $resource,
		private readonly InboxRepository $inbox,
		private readonly InboxFilterParser $parser,
		private readonly TeamRepository $teams,
		private readonly Cursor $cursor,
		private readonly Clock $clock,
	) {}

	/**
	 * Begins a change to the conversations in `ids`, or to those of a list (`filter`, as in GET /conversations).
	 *
	 * At most 25 are changed within the request (200); more become a job, whose progress is in GET /updates (202). A list is taken as it was
	 * when it was counted (`until`), or as it is now; at most 10,000 of its conversations. `id` is made by the client: the same one begins
	 * nothing twice. What cannot be changed is left out and reported.
	 */
	public function begin( Input $input ): RouteResult {
		$action = BulkAction::from( $input->text( 'action' ) );
		if ( ! $action->capability()->allowed() ) {
			$sentence = __( 'You are not allowed to do this. Ask an administrator for permission.', 'aaia-chatbot' );
			return RouteResult::problem( 403, 'rest_forbidden', $sentence );
		}
		$known = null === $input->optional( 'id' ) ? null : $this->runs->of_user( $input->text( 'id' ), get_current_user_id() );
		if ( null !== $known ) {
			return $this->answered( $known );
		}
		if ( $input->has( 'ids' ) === $input->has( 'filter' ) ) {
			return RouteResult::problem( 400, 'aaia_bulk_which', __( 'Say which conversations: either “ids” or “filter”.', 'aaia-chatbot' ) );
		}
		$params = $this->params( $action, $input );
		$filter = $input->object( 'filter' );
		$wrong  = null === $filter ? null : $this->parser->parse( $filter, get_current_user_id() );
		if ( $params instanceof RouteResult ) {
			return $params;
		}
		if ( is_string( $wrong ) ) {
			return RouteResult::problem( 400, 'aaia_filter', $wrong );
		}
		$ids   = array_values( array_unique( $input->lines( 'ids' ) ) );
		$rows  = array_map( static fn( Conversation $conversation ): int => $conversation->id, $this->inbox->by_public_ids( $ids ) );
		$until = $this->cursor->open( $input->text( 'until' ), self::SCOPE ) ?? $this->inbox->newest_id();
		$run   = $this->service->begin( $input->optional( 'id' ), $action, $params, $rows, count( $ids ), $filter?->all(), $until );
		if ( null === $run ) {
			return RouteResult::not_found();
		}
		return $this->answered( null === $filter && count( $ids ) <= BulkService::AT_ONCE ? $this->service->work( $run, self::SECONDS ) : $run );
	}

	/** How many conversations are in a list: exact up to 10,000, then `more`. `until` marks it as it is now. */
	public function count( Input $input ): RouteResult {
		$filter = $this->parser->parse( $input, get_current_user_id() );
		if ( is_string( $filter ) ) {
			return RouteResult::problem( 400, 'aaia_filter', $filter );
		}
		$until = $this->inbox->newest_id();
		$count = $this->service->count( $filter, $until );
		return RouteResult::ok( [
			'count' => min( BulkService::MOST, $count ),
			'more'  => $count > BulkService::MOST,
			'until' => $this->cursor->seal( $until, self::SCOPE ),
		] );
	}

	public function show( Input $input, \WP_REST_Request $request ): RouteResult {
		$run = $this->runs->of_user( $this->in_path( $request, 'run' ), get_current_user_id() );
		return null === $run ? RouteResult::not_found() : RouteResult::ok( $this->resource->one( $run ) );
	}

	/** Takes a change back, for a day after it began, where nothing of it was changed since. */
	public function undo( Input $input, \WP_REST_Request $request ): RouteResult {
		$run = $this->runs->of_user( $this->in_path( $request, 'run' ), get_current_user_id() );
		if ( null === $run ) {
			return RouteResult::not_found();
		}
		$undo = $this->service->begin_undo( $run );
		if ( null === $undo ) {
			return RouteResult::problem( 409, 'aaia_bulk_undo', __( 'This can no longer be undone.', 'aaia-chatbot' ) );
		}
		return $this->answered( $undo->total <= BulkService::AT_ONCE ? $this->service->work( $undo, self::SECONDS ) : $undo );
	}

	private function answered( BulkRun $run ): RouteResult {
		$shown = $this->resource->one( $run );
		return $run->has_ended() ? RouteResult::ok( $shown ) : RouteResult::accepted( $shown );
	}

	/** @return array<string, mixed>|RouteResult What to set, or what is wrong with it. */
	private function params( BulkAction $action, Input $input ): array|RouteResult {
		return match ( $action ) {
			BulkAction::Assign => $this->holder( $input ),
			BulkAction::Label  => $this->labels( $input ),
			BulkAction::Status => $this->status( $input ),
			default            => [],
		};
	}

	/** @return array<string, ?int>|RouteResult */
	private function holder( Input $input ): array|RouteResult {
		$params = [];
		foreach ( [ 'assignee', 'team' ] as $key ) {
			if ( $input->has( $key ) ) {
				$params[ $key ] = $input->int( $key ) ?: null;
			}
		}
		if ( [] === $params ) {
			return RouteResult::problem( 400, 'aaia_bulk_what', __( 'Say to whom: “assignee” or “team”.', 'aaia-chatbot' ) );
		}
		if ( isset( $params['assignee'] ) && ! user_can( $params['assignee'], Capability::Reply->value ) ) {
			$sentence = __( 'This user does not answer conversations. Choose another one.', 'aaia-chatbot' );
			return RouteResult::problem( 400, 'aaia_not_an_agent', $sentence );
		}
		if ( isset( $params['team'] ) && null === $this->teams->by_id( $params['team'] ) ) {
			return RouteResult::problem( 400, 'aaia_no_team', __( 'This team does not exist any more. Choose another one.', 'aaia-chatbot' ) );
		}
		return $params;
	}

	/** @return array<string, list<string>>|RouteResult */
	private function labels( Input $input ): array|RouteResult {
		$add    = $input->lines( 'add_labels' );
		$remove = $input->lines( 'remove_labels' );
		$usable = static fn( string $name ): bool => '' !== Label::name( $name ) && mb_strlen( Label::name( $name ), 'UTF-8' ) <= Label::LENGTH;
		return [] === [ ...$add, ...$remove ] || array_filter( $add, $usable ) !== $add
			? RouteResult::problem( 400, 'aaia_labels', __( 'Say which labels: “add_labels” or “remove_labels”.', 'aaia-chatbot' ) )
			: [ 'add' => $add, 'remove' => $remove ];
	}

	/** @return array<string, ?string>|RouteResult */
	private function status( Input $input ): array|RouteResult {
		$status = Status::tryFrom( $input->text( 'status' ) );
		$until  = Snooze::tryFrom( $input->text( 'snooze' ) )?->until( $this->clock->now(), wp_timezone() );
		if ( $input->has( 'snoozed_until' ) ) {
			$time  = rest_parse_date( $input->text( 'snoozed_until' ) );
			$until = false === $time ? null : new \DateTimeImmutable( '@' . $time );
		}
		if ( null === $status ) {
			return RouteResult::problem( 400, 'aaia_bulk_what', __( 'Say which “status”.', 'aaia-chatbot' ) );
		}
		if ( Status::Snoozed !== $status ) {
			return [ 'status' => $status->value ];
		}
		return null === $until || $until <= $this->clock->now()
			? RouteResult::problem( 400, 'aaia_snooze_time', __( 'Say until when: “snooze” or “snoozed_until”.', 'aaia-chatbot' ) )
			: [ 'status' => $status->value, 'until' => Time::to_database( $until ) ];
	}
}
