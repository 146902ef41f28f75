<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** A category of the owner's list. A conversation has at most one. */
final class Category {

	/** Categories of a site. */
	public const MOST = 50;

	/** Characters of a name. */
	public const LENGTH = 60;

	/** @param bool $critical At most one category is. */
	public function __construct(
		public readonly int $id,
		public readonly string $name,
		public readonly string $color,
		public readonly bool $critical,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		return new self( (int) $row['id'], (string) $row['name'], (string) $row['color'], 1 === (int) $row['critical'] );
	}
}
