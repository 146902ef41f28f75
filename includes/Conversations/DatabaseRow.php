<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** Converts values that were written to the strings that a SELECT would return, so that new rows need not be read again. */
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
