<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Storage;

defined( 'ABSPATH' ) || exit;

/** A statement failed: the database is full, locked or unreachable, or the statement is wrong. Its transaction is rolled back. */
final class DatabaseFailure extends \RuntimeException {

	/** MySQL's error numbers for a missing table and a missing column; the SQLite drop-in gives the same numbers, or only a message. */
	private const MISSING = [ 1146, 1054 ];

	/**
	 * Makes a failure from the error of the last statement; null when it succeeded.
	 *
	 * The SQLite drop-in wraps its message in HTML with a trace; the message and MySQL's error number are extracted from it.
	 */
	public static function from_wpdb( \wpdb $wpdb, bool $was_refused ): ?self {
		$said   = $wpdb->last_error;
		$number = (int) ( $wpdb->__get( 'dbh' )->errno ?? 0 );
		if ( ! $was_refused && '' === $said ) {
			return null;
		}
		if ( 1 === preg_match( '/SQLSTATE\[[^<\n]+/', $said, $sentence ) ) {
			$said   = trim( html_entity_decode( $sentence[0] ) );
			$number = 1 === preg_match( '/\b(1146|1054)\b|no such (table|column)/', $said, $found )
				? (int) ( '' === $found[1] ? self::MISSING[0] : $found[1] )
				: 0;
		}
		return new self( '' === $said ? 'The database refused a statement.' : $said, $number );
	}

	/** Whether a table or column is missing (removed, or not in a restored backup). Lifecycle repairs that. */
	public function is_missing_table(): bool {
		return in_array( $this->getCode(), self::MISSING, true );
	}
}
