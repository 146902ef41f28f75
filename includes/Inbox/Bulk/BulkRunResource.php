<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Bulk;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Support\Time;

/**
 * A change to many conversations in the staff API.
 *
 * `reasons` says of those that were not changed how many and why, with some of them. `undo_until` is null when it cannot be undone, or no
 * longer. `stopped` says why a run ended early. `action` of a run that undoes another is that one's, with `undoes` true.
 */
final class BulkRunResource {

	/** Conversations named for each reason. */
	private const NAMED = 20;

	public function __construct(
		private readonly BulkRunRepository $runs,
		private readonly BulkService $service,
		private readonly ConversationRepository $conversations,
		private readonly ConversationAccess $access,
	) {}

	public static function schema(): Schema {
		return Schema::closed( [
			'id'         => Schema::string(),
			'action'     => Schema::enum( ...BulkAction::names() ),
			'undoes'     => Schema::bool(),
			'state'      => Schema::enum( BulkRun::COLLECTING, BulkRun::RUNNING, BulkRun::DONE, BulkRun::STOPPED ),
			'stopped'    => Schema::enum( BulkRun::NO_USER, BulkRun::NO_PERMISSION )->nullable(),
			'total'      => Schema::int(),
			'done'       => Schema::int(),
			'skipped'    => Schema::int(),
			'failed'     => Schema::int(),
			'capped'     => Schema::bool(),
			'reasons'    => Schema::list_of( Schema::closed( [
				'reason'        => Schema::enum(
					BulkSkip::UNCHANGED,
					BulkSkip::CHANGED,
					BulkSkip::HIDDEN,
					BulkSkip::ASSIGNEE,
					BulkSkip::TEAM,
					BulkSkip::LABELS,
					BulkSkip::GONE,
					'error',
				),
				'count'         => Schema::int(),
				'conversations' => Schema::list_of( Schema::string() ),
			] )->named( 'BulkReason' ) ),
			'undo_until' => Schema::string()->nullable(),
		] )->named( 'BulkRun' );
	}

	/** @return array<string, mixed> */
	public function one( BulkRun $run ): array {
		$undone  = null === $run->undo_of ? null : $this->runs->by_id( $run->undo_of );
		$skipped = max( $run->skipped, $run->has_ended() && BulkRun::DONE === $run->state ? $run->total - $run->done - $run->failed : 0 );
		return [
			'id'         => $run->public_id,
			'action'     => ( $undone ?? $run )->action->value,
			'undoes'     => null !== $undone,
			'state'      => $run->state,
			'stopped'    => $run->reason,
			'total'      => $run->total,
			'done'       => $run->done,
			'skipped'    => $skipped,
			'failed'     => $run->failed,
			'capped'     => $run->capped,
			'reasons'    => $run->has_ended() ? $this->reasons( $run, $skipped ) : [],
			'undo_until' => $this->service->can_undo( $run ) ? Time::to_wire( $this->service->kept_until( $run ) ) : null,
		];
	}

	/** @return list<array{reason: string, count: int, conversations: list<string>}> */
	private function reasons( BulkRun $run, int $skipped ): array {
		$reasons = [];
		$known   = 0;
		foreach ( $this->runs->reasons( $run->id ) as [ 'state' => $state, 'reason' => $reason, 'count' => $count ] ) {
			$known             += BulkRunRepository::SKIPPED === $state ? $count : 0;
			$ids                = $this->runs->not_done( $run->id, $state, $reason, self::NAMED );
			$reasons[ $reason ] = [
				'reason'        => $reason,
				'count'         => $count,
				'conversations' => array_values( $this->conversations->public_ids( $ids, $this->access->condition() ) ),
			];
		}
		// Those that were deleted meanwhile have no row any more.
		if ( $skipped > $known ) {
			$count                     = $skipped - $known + ( $reasons[ BulkSkip::GONE ]['count'] ?? 0 );
			$reasons[ BulkSkip::GONE ] = [ 'reason' => BulkSkip::GONE, 'count' => $count, 'conversations' => [] ];
		}
		return array_values( $reasons );
	}
}
