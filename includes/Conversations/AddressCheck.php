<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Time;

/** A row of `address_checks`: an e-mail address that a visitor gave and is asked to confirm. */
final class AddressCheck {

	/**
	 * @param ?int                $request_id      Support request in which the visitor gave the address; null once its owner has refused.
	 * @param int                 $conversation_id 0 once its owner has refused, so that a refusal cannot be traced to a conversation.
	 * @param ?\DateTimeImmutable $verified_at     When the owner of the address confirmed it.
	 * @param ?\DateTimeImmutable $refused_at      When the owner of the address refused; no mail is sent to it again.
	 */
	public function __construct(
		public readonly int $id,
		public readonly ?int $request_id,
		public readonly int $conversation_id,
		public readonly ?\DateTimeImmutable $verified_at,
		public readonly ?\DateTimeImmutable $refused_at,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		return new self(
			(int) $row['id'],
			null === $row['request_id'] ? null : (int) $row['request_id'],
			(int) $row['conversation_id'],
			Time::from_database( $row['verified_at'] ),
			Time::from_database( $row['refused_at'] )
		);
	}
}
