<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Support\Time;

/** Something the team must know about, as stored. One per event and rule. */
final class Alert {

	/**
	 * @param int     $rule_id         0 for the built-in alert on requests for a person.
	 * @param string  $reason          A SupportReason for requests, else empty.
	 * @param ?int    $message_id      The visitor's message it is about.
	 * @param ?int    $request_id      Row of the request for a person.
	 * @param string  $matched         The rule's word or pattern that matched; never the visitor's words.
	 * @param string  $acknowledged_by A user's name or a recipient's address; empty for staff of whom no name was stored.
	 * @param int     $escalation      Steps of the escalation already done.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $public_id,
		public readonly int $event_id,
		public readonly int $rule_id,
		public readonly Trigger $kind,
		public readonly string $reason,
		public readonly int $conversation_id,
		public readonly ?int $message_id,
		public readonly ?int $request_id,
		public readonly string $matched,
		public readonly ?\DateTimeImmutable $acknowledged_at,
		public readonly string $acknowledged_by,
		public readonly int $escalation,
		public readonly bool $needless,
		public readonly \DateTimeImmutable $created_at,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		return new self(
			(int) $row['id'],
			(string) $row['public_id'],
			(int) $row['event_id'],
			(int) $row['rule_id'],
			Trigger::from( (string) $row['kind'] ),
			(string) $row['reason'],
			(int) $row['conversation_id'],
			null === $row['message_id'] ? null : (int) $row['message_id'],
			null === $row['request_id'] ? null : (int) $row['request_id'],
			(string) $row['matched'],
			Time::from_database( $row['acknowledged_at'] ),
			(string) $row['acknowledged_by'],
			(int) $row['escalation'],
			1 === (int) $row['needless'],
			Time::required( $row['created_at'] )
		);
	}
}
