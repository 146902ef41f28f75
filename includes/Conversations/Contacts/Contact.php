<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Time;

/** A row of `contacts`: a person, as staff know them. Contacts own no conversations: visitors do. */
final class Contact {

	/** Characters of a name. */
	public const NAME = 120;

	/** Identities and notes of a contact, at most. */
	public const IDENTITIES = 50;

	public const NOTES = 200;

	/** Characters of a note. */
	public const NOTE = 5000;

	/**
	 * @param string $name        Empty when it is not known.
	 * @param bool   $by_hand     Made by staff; otherwise from a visitor's request.
	 * @param ?int   $merged_into The contact that has everything of this one now.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $public_id,
		public readonly string $name,
		public readonly bool $by_hand,
		public readonly ?int $merged_into,
		public readonly \DateTimeImmutable $created_at,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		return new self(
			(int) $row['id'],
			(string) $row['public_id'],
			(string) $row['name'],
			1 === (int) $row['by_hand'],
			null === $row['merged_into'] ? null : (int) $row['merged_into'],
			Time::required( $row['created_at'] ),
		);
	}
}
