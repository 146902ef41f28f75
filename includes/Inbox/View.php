<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

/** A saved view: filters of the list under a name. */
final class View {

	/** Characters of a name. */
	public const LENGTH = 60;

	/**
	 * @param int                      $user_id Who made it.
	 * @param bool                     $shared  For the team; otherwise for that user only.
	 * @param array<array-key, mixed>  $filter  Query of GET /conversations.
	 */
	public function __construct(
		public readonly int $id,
		public readonly int $user_id,
		public readonly bool $shared,
		public readonly string $name,
		public readonly array $filter,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		$filter = json_decode( (string) $row['filter'], true );
		return new self(
			(int) $row['id'],
			(int) $row['user_id'],
			1 === (int) $row['shared'],
			(string) $row['name'],
			is_array( $filter ) ? $filter : [],
		);
	}
}
