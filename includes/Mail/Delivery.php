<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Time;

/** One message to one recipient, as stored. It is stored first and sent by a job. */
final class Delivery {

	/** Channels. */
	public const EMAIL = 'email';

	public const SERVICE = 'service';

	/** Web Push: the recipient names a browser of a member of staff, its id after `#`. */
	public const PUSH = 'push';

	/** Purposes: kinds of message. A closed list, because the log and its wire type name them; rooms to the right send most of them. */
	public const ALERT = 'alert';

	public const BUNDLE = 'bundle';

	public const DIGEST = 'digest';

	public const RESOLVED = 'resolved';

	/** To a visitor: asks to confirm an address. */
	public const VERIFY = 'verify';

	/** To a visitor whose address is verified: acknowledges a request. */
	public const RECEIVED = 'received';

	/** To a visitor who left: replies of agents that they have not seen. The cause is the newest of these messages. */
	public const REPLY = 'reply';

	/** To a colleague who is named in a private note, which is the cause. */
	public const MENTION = 'mention';

	/** To a member of staff who wants to be reminded of what waits for a look. */
	public const REMINDER = 'reminder';

	/** To a member of staff, in a browser: what concerns them. */
	public const NOTICE = 'notice';

	/** Purposes of mails to visitors. */
	public const TO_VISITORS = [ self::VERIFY, self::RECEIVED, self::REPLY ];

	/**
	 * @param ?int    $cause_id        Row in its owner's table (column alert_id); null for bundles and digests.
	 * @param string  $purpose         One of the constants.
	 * @param string  $channel         EMAIL, SERVICE or PUSH.
	 * @param string  $recipient       E-mail address, or the outside service's id.
	 * @param int     $attempts        Attempts begun so far.
	 * @param ?string $last_error      The last message of the mailer or service.
	 * @param ?int    $bundle_id       Row of the bundle it is part of.
	 * @param string  $about           What a delivery without a cause is about, such as the period of a summary.
	 * @param ?string $outside_id      The ticket's or message's id at the outside service.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $public_id,
		public readonly ?int $cause_id,
		public readonly ?int $conversation_id,
		public readonly int $rule_id,
		public readonly string $purpose,
		public readonly string $channel,
		public readonly string $recipient,
		public readonly DeliveryState $state,
		public readonly int $attempts,
		public readonly ?\DateTimeImmutable $next_attempt_at,
		public readonly \DateTimeImmutable $give_up_at,
		public readonly ?string $last_error,
		public readonly ?int $bundle_id,
		public readonly ?string $outside_id,
		public readonly ?string $outside_state,
		public readonly \DateTimeImmutable $created_at,
		public readonly ?\DateTimeImmutable $sent_at,
		public readonly string $about = '',
	) {}

	/** Whether it goes to a visitor; all others go to the team. */
	public function is_to_visitor(): bool {
		return in_array( $this->purpose, self::TO_VISITORS, true );
	}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		return new self(
			(int) $row['id'],
			(string) $row['public_id'],
			null === $row['alert_id'] ? null : (int) $row['alert_id'],
			null === $row['conversation_id'] ? null : (int) $row['conversation_id'],
			(int) $row['rule_id'],
			(string) $row['purpose'],
			(string) $row['channel'],
			(string) $row['recipient'],
			DeliveryState::from( (string) $row['state'] ),
			(int) $row['attempts'],
			Time::from_database( $row['next_attempt_at'] ),
			Time::required( $row['give_up_at'] ),
			$row['last_error'],
			null === $row['bundle_id'] ? null : (int) $row['bundle_id'],
			$row['outside_id'],
			$row['outside_state'],
			Time::required( $row['created_at'] ),
			Time::from_database( $row['sent_at'] ),
			$row['about'] ?? ''
		);
	}
}
