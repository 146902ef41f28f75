<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** Rows that were just written, in the form in which the database gives them back: so none is read again. */
final class DatabaseRow {

	/**
	 * @param array<string, string|int|null> $values
	 *
	 * @return array<string, ?string>
	 */
	public static function strings( array $values ): array {
		return array_map( static fn( string|int|null $value ): ?string => null === $value ? null : (string) $value, $values );
	}
}
