<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Canned;

defined( 'ABSPATH' ) || exit;

/** A row of `canned_replies`: a text that agents insert by its code. */
final class CannedReply {

	/** In `owner_id`: shared with everybody who may reply. */
	public const SHARED = 0;

	/**
	 * @param int    $owner_id SHARED, or the WordPress user who alone sees it.
	 * @param string $code     Folded letters, digits, `-` and `_`.
	 * @param string $folder   Empty for none.
	 * @param string $text     With variables in braces, such as `{visitor_name}`, which the inbox fills.
	 */
	public function __construct(
		public readonly int $id,
		public readonly int $owner_id,
		public readonly string $code,
		public readonly string $title,
		public readonly string $folder,
		public readonly string $text,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		return new self(
			(int) $row['id'],
			(int) $row['owner_id'],
			(string) $row['code'],
			(string) $row['title'],
			(string) $row['folder'],
			(string) $row['text'],
		);
	}

	public function is_shared(): bool {
		return self::SHARED === $this->owner_id;
	}
}
