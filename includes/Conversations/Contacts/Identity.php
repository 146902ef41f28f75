<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Contacts;

defined( 'ABSPATH' ) || exit;

/** A row of `contact_identities`. */
final class Identity {

	/**
	 * @param bool $verified Its owner confirmed it, or staff checked it.
	 * @param bool $by_staff Entered by staff; otherwise a visitor gave it.
	 */
	public function __construct(
		public readonly int $id,
		public readonly int $contact_id,
		public readonly IdentityKind $kind,
		public readonly string $value,
		public readonly bool $verified,
		public readonly bool $by_staff,
	) {}

	/** Whether an address that its owner has confirmed may be matched with it: not what only another visitor typed. */
	public function is_trusted(): bool {
		return $this->verified || $this->by_staff;
	}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		return new self(
			(int) $row['id'],
			(int) $row['contact_id'],
			IdentityKind::from( (string) $row['kind'] ),
			(string) $row['value'],
			1 === (int) $row['verified'],
			1 === (int) $row['by_staff'],
		);
	}
}
