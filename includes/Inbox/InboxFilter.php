<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Priority;
use Aaia\Chatbot\Conversations\Status;

/** Filters and sort order of a list of conversations. Immutable. */
final class InboxFilter {

	/** Assigned to nobody, or in no team. */
	public const NOBODY = 0;

	/** Sorted by the newest activity. */
	public const BY_ACTIVITY = 'last_activity';

	/** Only conversations that wait for a person, sorted by waiting time. */
	public const BY_WAITING = 'waiting';

	/** Like BY_WAITING, the categories one after the other in the owner's order, and those without one last. */
	public const BY_CATEGORY = 'category';

	/** The account of the web chat, which has no row of its own. */
	public const WEB_CHAT = 0;

	/** In no category. */
	public const NO_CATEGORY = 0;

	/**
	 * @param list<Status>        $statuses Empty: open and pending, or every status when archived ones are included.
	 * @param ?bool               $archived Null: both.
	 * @param ?int                $assignee WordPress user, NOBODY, or null for all.
	 * @param ?bool               $unread   Null: both.
	 * @param ?int                $rating   Worst rating of an answer: -1, 1, or null for any.
	 * @param ?\DateTimeImmutable $from     Newest activity at or after this time, UTC.
	 * @param ?\DateTimeImmutable $to       Newest activity before this time, UTC.
	 * @param string              $search   Words to find; empty for none.
	 * @param string              $sort     BY_ACTIVITY, BY_WAITING or BY_CATEGORY.
	 * @param ?AnswerIssue        $answers  Only conversations with such an answer.
	 * @param bool                $todo     Only those that need a person: pending ones, which come first, and those that a person answers.
	 * @param list<int>           $marked   Row ids of conversations that the current user marked as unread; they count as unread.
	 * @param ?Priority           $priority Null for any.
	 * @param ?int                $label    Row id of a label; null for any.
	 * @param ?int                $category Row id of a category, NO_CATEGORY, or null for any.
	 * @param list<int>           $groups   For BY_CATEGORY: the categories in their order.
	 * @param ?int                $team     Team, NOBODY for those in none, or null for all.
	 * @param bool                $stuck    Only those that do not go on by themselves.
	 * @param list<int>           $teams    Teams of the assignee: what nobody has taken there counts as the assignee's.
	 * @param ?int                $contact  Row id of a contact; null for any.
	 * @param ?int                $account  Row id of a channel account, WEB_CHAT, or null for any.
	 * @param ?IndexRange         $figure   Only conversations that count in a figure of Insights; $from and $to are null then.
	 */
	public function __construct(
		public readonly array $statuses = [],
		public readonly ?bool $archived = false,
		public readonly ?int $assignee = null,
		public readonly ?bool $unread = null,
		public readonly ?int $rating = null,
		public readonly ?\DateTimeImmutable $from = null,
		public readonly ?\DateTimeImmutable $to = null,
		public readonly string $search = '',
		public readonly string $sort = self::BY_ACTIVITY,
		public readonly bool $descending = true,
		public readonly ?AnswerIssue $answers = null,
		public readonly bool $todo = false,
		public readonly array $marked = [],
		public readonly ?Priority $priority = null,
		public readonly ?int $label = null,
		public readonly ?int $category = null,
		public readonly array $groups = [],
		public readonly ?int $team = null,
		public readonly array $teams = [],
		public readonly ?int $contact = null,
		public readonly bool $stuck = false,
		public readonly ?int $account = null,
		public readonly ?IndexRange $figure = null,
	) {}

	/** Whether only active conversations are listed: open or pending, not archived. */
	public function is_active_only(): bool {
		return false === $this->archived && [] === array_filter(
			$this->statuses,
			static fn( Status $status ): bool => ! in_array( $status, [ Status::Open, Status::Pending ], true ),
		);
	}

	/** Hash of all filters and the sort order, so that a cursor of one list is not valid in another. */
	public function signature(): string {
		$parts = [
			implode( ',', array_map( static fn( Status $status ): string => $status->value, $this->statuses ) ),
			wp_json_encode( [
				$this->archived,
				$this->assignee,
				$this->unread,
				$this->rating,
				$this->from?->getTimestamp(),
				$this->to?->getTimestamp(),
				$this->search,
				$this->sort,
				$this->descending,
				$this->answers?->value,
				$this->todo,
				$this->priority?->value,
				$this->label,
				$this->category,
				$this->team,
				[] !== $this->teams,
				$this->contact,
				...( $this->stuck ? [ 'stuck' ] : [] ),
				...( null === $this->account ? [] : [ "account $this->account" ] ),
				...( null === $this->figure ? [] : [ $this->figure->prefix, $this->figure->rest ] ),
			] ),
		];
		return substr( hash( 'sha256', implode( '|', $parts ) ), 0, 16 );
	}
}
