<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Time;

/** A row of `support_requests`: a request for a person. */
final class SupportRequest {

	/**
	 * @param ?int    $message_id The visitor's message it is about.
	 * @param string  $summary    What it is about, in the visitor's or the assistant's words.
	 * @param ?string $email      As typed; of valid form. AddressCheck says whether it is confirmed.
	 * @param ?string $sealed_ip  The visitor's address, encrypted, until the alert is delivered; null when the owner does not allow it.
	 */
	public function __construct(
		public readonly int $id,
		public readonly int $conversation_id,
		public readonly ?int $message_id,
		public readonly SupportOrigin $origin,
		public readonly SupportReason $reason,
		public readonly string $summary,
		public readonly ?string $email,
		public readonly ?string $name,
		public readonly string $page_url,
		public readonly string $page_title,
		public readonly ?string $sealed_ip,
		public readonly \DateTimeImmutable $created_at,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		return new self(
			(int) $row['id'],
			(int) $row['conversation_id'],
			null === $row['message_id'] ? null : (int) $row['message_id'],
			SupportOrigin::from( (string) $row['origin'] ),
			SupportReason::from( (string) $row['reason'] ),
			(string) $row['summary'],
			$row['email'],
			$row['name'],
			(string) $row['page_url'],
			(string) $row['page_title'],
			$row['sealed_ip'],
			Time::required( $row['created_at'] )
		);
	}
}
