<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/** A row of `conversations`. */
final class Conversation {

	/** Channel of conversations that visitors start in the web chat. */
	public const WEB = 'web';

	/** Channel of conversations that staff created to test alert mails; statistics leave them out. */
	public const TEST = 'test';

	/** Characters of the preview in lists. */
	public const PREVIEW = 160;

	/** In `resolved_by`: an agent resolved it. */
	public const BY_AGENT = 'agent';

	/** In `resolved_by`: it was resolved after a silence; nobody said whether it helped. */
	public const BY_SYSTEM = 'system';

	/**
	 * @param ?int    $visitor_id       Null for conversations that did not start in the web chat.
	 * @param ?int    $assignee_id      WordPress user.
	 * @param string  $page_url         Page on which the conversation started.
	 * @param string  $preview          Beginning of the newest public message; of the visitor's where the assistant had no answer to it.
	 * @param list<string> $answer_issues    Issues of its answers: `weak`, `flagged`, `refused`.
	 * @param array<string, ?string> $row The row, for with().
	 * @param ?AuthorType $preview_by   Who said what the preview shows; null when it is from before this was recorded.
	 * @param ?int    $preview_agent    The agent who said it.
	 * @param ?int    $visitor_read_id  The newest message that the visitor has seen, as far as the panel reported.
	 * @param ?string $resolved_by      BY_AGENT or BY_SYSTEM; null when it is not resolved, or was before this was recorded.
	 * @param bool    $labelled         Whether it has, or had, labels.
	 * @param ?\DateTimeImmutable $promised_until By when the visitor was promised an answer; see the newest request.
	 * @param ?string $person_requested State of the request for a person in force: `saved`, `sent` or `delayed`; null when there is none.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $public_id,
		public readonly ?int $visitor_id,
		public readonly string $channel,
		public readonly Status $status,
		public readonly bool $archived,
		public readonly Handler $handler,
		public readonly ?int $assignee_id,
		public readonly string $language,
		public readonly string $page_url,
		public readonly string $page_title,
		public readonly string $preview,
		public readonly bool $unread,
		public readonly ?int $last_message_id,
		public readonly ?string $person_requested,
		public readonly \DateTimeImmutable $last_activity_at,
		public readonly ?\DateTimeImmutable $waiting_since,
		public readonly ?\DateTimeImmutable $first_reply_at,
		public readonly ?\DateTimeImmutable $resolved_at,
		public readonly ?\DateTimeImmutable $snoozed_until,
		public readonly \DateTimeImmutable $created_at,
		public readonly array $answer_issues = [],
		private readonly array $row = [],
		public readonly ?int $visitor_read_id = null,
		public readonly ?string $resolved_by = null,
		public readonly Priority $priority = Priority::None,
		public readonly bool $labelled = false,
		public readonly ?int $category_id = null,
		public readonly ?Promise $promise = null,
		public readonly ?\DateTimeImmutable $promised_until = null,
		public readonly bool $rated_down = false,
		public readonly ?int $team_id = null,
		public readonly ?int $contact_id = null,
		public readonly ?StuckReason $stuck = null,
		public readonly ?int $stuck_ref = null,
		private readonly ?\DateTimeImmutable $woken_at = null,
		public readonly ?AuthorType $preview_by = null,
		public readonly ?int $preview_agent = null,
	) {}

	/** Whether it came back from a snooze and nothing happened since: nobody looked, nobody wrote. */
	public function is_woken(): bool {
		return $this->unread && null !== $this->woken_at && $this->woken_at->getTimestamp() === $this->last_activity_at->getTimestamp();
	}

	/** Whether the conversation was resolved after a silence. */
	public function ended_silently(): bool {
		return self::BY_SYSTEM === $this->resolved_by;
	}

	/**
	 * The conversation with changed columns.
	 *
	 * @param array<string, string|int|null> $changes Columns that were written.
	 */
	public function with( array $changes ): self {
		return self::from_row( DatabaseRow::strings( $changes ) + $this->row );
	}

	/**
	 * Columns as they are stored.
	 *
	 * @param list<string> $names
	 *
	 * @return array<string, ?string>
	 */
	public function stored( array $names ): array {
		return array_merge( array_fill_keys( $names, null ), array_intersect_key( $this->row, array_flip( $names ) ) );
	}

	/**
	 * Columns for words shown in lists.
	 *
	 * @param string $text One line.
	 *
	 * @return array{preview: string, preview_by: string}
	 */
	public static function preview( string $text, AuthorType $author, ?int $agent_id = null ): array {
		return [
			'preview'    => Text::truncate( $text, self::PREVIEW ),
			'preview_by' => $author->value . ( null === $agent_id ? '' : ":$agent_id" ),
		];
	}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		[ $author, $agent ] = explode( ':', $row['preview_by'] ?? '' ) + [ '', '' ];
		return new self(
			(int) $row['id'],
			(string) $row['public_id'],
			null === $row['visitor_id'] ? null : (int) $row['visitor_id'],
			(string) $row['channel'],
			Status::from( (string) $row['status'] ),
			null !== $row['archived_at'],
			Handler::from( (string) $row['handler'] ),
			null === $row['assignee_id'] ? null : (int) $row['assignee_id'],
			(string) $row['language'],
			(string) $row['page_url'],
			(string) $row['page_title'],
			(string) $row['preview'],
			1 === (int) $row['unread'],
			null === $row['last_message_id'] ? null : (int) $row['last_message_id'],
			$row['person_requested'],
			Time::required( $row['last_activity_at'] ),
			Time::from_database( $row['waiting_since'] ),
			Time::from_database( $row['first_reply_at'] ),
			Time::from_database( $row['resolved_at'] ),
			Time::from_database( $row['snoozed_until'] ),
			Time::required( $row['created_at'] ),
			array_values( array_filter(
				[ 'weak', 'flagged', 'refused' ],
				static fn( string $issue ): bool => 1 === (int) ( $row[ $issue . '_answers' ] ?? 0 ),
			) ),
			$row,
			isset( $row['visitor_read_id'] ) ? (int) $row['visitor_read_id'] : null,
			Status::Resolved->value === $row['status'] ? $row['resolved_by'] ?? null : null,
			Priority::tryFrom( (int) ( $row['priority'] ?? 0 ) ) ?? Priority::None,
			1 === (int) ( $row['labelled'] ?? 0 ),
			isset( $row['category_id'] ) ? (int) $row['category_id'] : null,
			Promise::tryFrom( $row['promise'] ?? '' ),
			Time::from_database( $row['promised_until'] ?? null ),
			-1 === (int) ( $row['worst_rating'] ?? 0 ),
			isset( $row['team_id'] ) ? (int) $row['team_id'] : null,
			isset( $row['contact_id'] ) ? (int) $row['contact_id'] : null,
			StuckReason::tryFrom( (int) ( $row['stuck'] ?? 0 ) ),
			isset( $row['stuck_ref'] ) ? (int) $row['stuck_ref'] : null,
			Time::from_database( $row['woken_at'] ?? null ),
			AuthorType::tryFrom( $author ),
			'' === $agent ? null : (int) $agent,
		);
	}
}
