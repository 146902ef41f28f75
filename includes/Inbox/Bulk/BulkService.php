<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Bulk;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationNotFound;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Inbox\InboxFilter;
use Aaia\Chatbot\Inbox\InboxFilterParser;
use Aaia\Chatbot\Inbox\InboxRepository;
use Aaia\Chatbot\Inbox\InboxSearch;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;

/**
 * Changes many conversations at once, for a user and with that user's access, which is asked again for each conversation when its turn
 * comes. Each conversation is one transaction with its place in the run, so that a run that dies goes on where it was.
 */
final class BulkService {

	/** Conversations of one run, at most. */
	public const MOST = 10000;

	/** So many are done within the request. */
	public const AT_ONCE = 25;

	/** How long a run can be undone, and its report is kept. */
	public const KEPT_SECONDS = DAY_IN_SECONDS;

	/** Conversations read at once from the filter, and from the run. */
	private const PAGE = 500;

	/** Seconds after which a run that is done within a request is finished by a job, in case the request died. */
	private const RESCUE_SECONDS = 60;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly BulkRunRepository $runs,
		private readonly BulkChange $change,
		private readonly ConversationRepository $conversations,
		private readonly ConversationService $service,
		private readonly ConversationAccess $access,
		private readonly InboxRepository $inbox,
		private readonly InboxSearch $search,
		private readonly InboxFilterParser $parser,
		private readonly JobQueue $jobs,
	) {}

	/**
	 * Begins a run of the current user over conversations that are named, or those of a list. The same id begins it once.
	 *
	 * @param array<string, mixed>      $params What to set; see BulkChange.
	 * @param list<int>                 $ids    Row ids.
	 * @param int                       $total  How many were named, those that do not exist included.
	 * @param ?array<array-key, mixed>  $filter Query of a list, as the parser reads it; instead of $ids.
	 * @param int                       $until  Of a list, only conversations up to this row id: those that were there when it was read.
	 *
	 * @return ?BulkRun Null when the id is somebody else's.
	 */
	public function begin( ?string $id, BulkAction $action, array $params, array $ids, int $total, ?array $filter, int $until ): ?BulkRun {
		$user = get_current_user_id();
		return $this->database->transaction( function () use ( $id, $user, $action, $params, $ids, $total, $filter, $until ): ?BulkRun {
			$run = $this->runs->add( $id ?? Ids::random(), $user, $action, $params, $filter, $until + 1 );
			if ( null === $run ) {
				return null === $id ? null : $this->runs->of_user( $id, $user );
			}
			$this->runs->add_items( $run->id, $ids );
			$this->runs->change( $run->id, [ 'total' => $total ] );
			$this->plan( $run->id, null === $filter && $total <= self::AT_ONCE );
			return $this->runs->by_id( $run->id );
		} );
	}

	/** Begins to undo a run of the current user; one that is being undone already is that. Null when it cannot be undone. */
	public function begin_undo( BulkRun $run ): ?BulkRun {
		if ( ! $this->can_undo( $run ) ) {
			return $this->runs->undoing( $run->id );
		}
		return $this->database->transaction( function () use ( $run ): ?BulkRun {
			$undo = $this->runs->add( Ids::random(), $run->user_id, BulkAction::Undo, [], null, 0, $run->id );
			if ( null === $undo ) {
				return $this->runs->undoing( $run->id );
			}
			$total = $this->runs->copy_done( $run->id, $undo->id );
			$this->runs->change( $undo->id, [ 'total' => $total ] );
			$this->plan( $undo->id, $total <= self::AT_ONCE );
			return $this->runs->by_id( $undo->id );
		} );
	}

	/** Whether a run can still be undone. */
	public function can_undo( BulkRun $run ): bool {
		return $run->action->can_be_undone()
			&& $run->has_ended()
			&& $run->done > 0
			&& $this->clock->now()->getTimestamp() < $this->kept_until( $run )->getTimestamp()
			&& null === $this->runs->undoing( $run->id );
	}

	/** Until when a run can be undone. */
	public function kept_until( BulkRun $run ): \DateTimeImmutable {
		return $run->created_at->modify( '+' . self::KEPT_SECONDS . ' seconds' );
	}

	/**
	 * Works on a run as the current user, who must be the one who asked.
	 *
	 * @param float $seconds Nothing is begun after them.
	 *
	 * @return BulkRun As it is then.
	 */
	public function work( BulkRun $run, float $seconds ): BulkRun {
		$until = microtime( true ) + $seconds;
		$stop  = $this->reason_to_stop( $run );
		if ( null !== $stop ) {
			$this->end( $run, BulkRun::STOPPED, $stop );
			return $this->again( $run );
		}
		while ( BulkRun::COLLECTING === $run->state && microtime( true ) < $until ) {
			$run = $this->collect( $run );
		}
		while ( BulkRun::RUNNING === $run->state && microtime( true ) < $until ) {
			$ids = $this->runs->waiting( $run->id, self::PAGE );
			if ( [] === $ids ) {
				$this->end( $run, BulkRun::DONE );
				return $this->again( $run );
			}
			foreach ( $ids as $id ) {
				$this->treat( $run, $id );
				if ( microtime( true ) >= $until ) {
					break;
				}
			}
		}
		$this->database->transaction( fn() => $this->tell( $run ) );
		return $this->again( $run );
	}

	/** Counts the conversations of a list, at most MOST and one more. */
	public function count( InboxFilter $filter, int $until ): int {
		$count  = 0;
		$before = $until + 1;
		while ( null !== $before && $count <= self::MOST ) {
			[ $ids, $before ] = $this->next( $filter, $before );
			$count           += count( $ids );
		}
		return min( $count, self::MOST + 1 );
	}

	/** The current user may no longer do it. */
	private function reason_to_stop( BulkRun $run ): ?string {
		return match ( true ) {
			get_current_user_id() !== $run->user_id   => BulkRun::NO_USER,
			! $this->action( $run )->capability()->allowed() => BulkRun::NO_PERMISSION,
			default                                   => null,
		};
	}

	/** What a run does, or takes back. */
	private function action( BulkRun $run ): BulkAction {
		return null === $run->undo_of ? $run->action : ( $this->runs->by_id( $run->undo_of )->action ?? $run->action );
	}

	/** Takes the next conversations of its list into the run. */
	private function collect( BulkRun $run ): BulkRun {
		$filter = $this->parser->parse( new Input( $run->filter ?? [] ), $run->user_id );
		$before = null;
		if ( $filter instanceof InboxFilter ) {
			[ $ids, $before ] = $this->next( $filter, $run->before );
			$has              = $this->runs->count_items( $run->id );
			$this->database->transaction( function () use ( $run, $ids, $before, $has ): void {
				$this->runs->add_items( $run->id, array_slice( $ids, 0, max( 0, self::MOST - $has ) ) );
				$count = $this->runs->count_items( $run->id );
				$full  = $has + count( $ids ) > self::MOST;
				$this->runs->change( $run->id, [
					'before_id' => $before ?? 0,
					'total'     => $count,
					'capped'    => $full ? 1 : 0,
					'state'     => null === $before || $full ? BulkRun::RUNNING : BulkRun::COLLECTING,
				] );
			} );
		} else {
			// A label or category of the filter was deleted: nothing matches any more.
			$this->runs->change( $run->id, [ 'state' => BulkRun::RUNNING ] );
		}
		return $this->again( $run );
	}

	/** @return array{list<int>, ?int} Conversations of a list before a row id, and where to go on. */
	private function next( InboxFilter $filter, int $before ): array {
		return '' === $filter->search
			? $this->inbox->ids_before( $filter, $before, self::PAGE )
			: $this->search->ids_before( $filter, $before, self::PAGE );
	}

	/** Does one conversation of a run, and notes what became of it. What cannot be done does not hold up the others. */
	private function treat( BulkRun $run, int $id ): void {
		try {
			if ( BulkAction::Delete === $run->action ) {
				$this->erase( $run, $id );
				return;
			}
			$this->database->transaction( function () use ( $run, $id ): void {
				$conversation = $this->conversations->lock( $id ) ?? throw new BulkSkip( BulkSkip::GONE );
				$item         = $this->runs->lock_waiting( $run->id, $id );
				if ( null === $item ) {
					return;
				}
				$action = $this->action( $run );
				if ( null === $this->access->permitted( $conversation, $action->capability() ) ) {
					throw new BulkSkip( BulkSkip::HIDDEN );
				}
				if ( BulkAction::Undo === $run->action ) {
					$this->change->undo( $action, $conversation, $item, $run->user_id );
					$this->runs->settle( $run->id, $id, BulkRunRepository::DONE, null );
					return;
				}
				$this->runs->settle( $run->id, $id, BulkRunRepository::DONE, null, ...$this->change->apply( $run, $conversation ) );
			} );
		} catch ( BulkSkip $skip ) {
			$this->leave( $run, $id, BulkRunRepository::SKIPPED, $skip->reason );
		} catch ( ConversationNotFound ) {
			$this->leave( $run, $id, BulkRunRepository::SKIPPED, BulkSkip::GONE );
		} catch ( \Throwable $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'A conversation of a bulk action could not be changed: ' . $failure->getMessage() );
			$this->leave( $run, $id, BulkRunRepository::FAILED, 'error' );
		}
	}

	/** Not inside a transaction of ours: the files of a conversation are deleted when the deletion of its rows is sure. */
	private function erase( BulkRun $run, int $id ): void {
		$conversation = $this->conversations->by_id( $id ) ?? throw new BulkSkip( BulkSkip::GONE );
		if ( null === $this->access->permitted( $conversation, $run->action->capability() ) ) {
			throw new BulkSkip( BulkSkip::HIDDEN );
		}
		$this->service->erase( $conversation, $run->user_id, function () use ( $run, $id ): void {
			if ( null === $this->runs->lock_waiting( $run->id, $id ) ) {
				throw new BulkSkip( BulkSkip::GONE );
			}
			$this->runs->settle( $run->id, $id, BulkRunRepository::DONE, null );
		} );
	}

	/** @param BulkRunRepository::SKIPPED|BulkRunRepository::FAILED $state */
	private function leave( BulkRun $run, int $id, string $state, string $reason ): void {
		$this->database->transaction( function () use ( $run, $id, $state, $reason ): void {
			if ( null !== $this->runs->lock_waiting( $run->id, $id ) ) {
				$this->runs->settle( $run->id, $id, $state, $reason );
			}
		} );
	}

	/** @param BulkRun::DONE|BulkRun::STOPPED $state */
	private function end( BulkRun $run, string $state, ?string $reason = null ): void {
		$this->database->transaction( function () use ( $run, $state, $reason ): void {
			if ( $this->runs->end( $run->id, $state, $reason ) ) {
				$this->tell( $run );
			}
		} );
	}

	/** Lets the screens of the user know that the run went on. */
	private function tell( BulkRun $run ): void {
		$this->events->append( EventType::BulkProgressed, data: [ 'run' => $run->id, 'agent' => $run->user_id ] );
	}

	private function plan( int $run_id, bool $is_done_at_once ): void {
		$now = $this->clock->now();
		$this->jobs->push(
			RunBulk::NAME,
			[ 'run' => $run_id ],
			$is_done_at_once ? $now->modify( '+' . self::RESCUE_SECONDS . ' seconds' ) : null,
		);
		$this->jobs->push( RunBulk::NAME, [ 'forget' => $run_id ], $now->modify( '+' . 2 * self::KEPT_SECONDS . ' seconds' ) );
	}

	private function again( BulkRun $run ): BulkRun {
		return $this->runs->by_id( $run->id ) ?? $run;
	}
}
