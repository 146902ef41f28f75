<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Storage;

defined( 'ABSPATH' ) || exit;

/** The database refused a statement: full, locked, gone, or the statement is wrong. Nothing of its transaction remains. */
final class DatabaseFailure extends \RuntimeException {

	/** MySQL's numbers for a table and for a column that is not there; the SQLite drop-in gives the same numbers, or only a sentence. */
	private const MISSING = [ 1146, 1054 ];

	/**
	 * What the database said of the last statement; null when it succeeded.
	 *
	 * The SQLite drop-in wraps its words in a page of HTML with a trace; its one sentence is taken out, and MySQL's number with it.
	 */
	public static function from_wpdb( \wpdb $wpdb, bool $was_refused ): ?self {
		$said   = $wpdb->last_error;
		$number = (int) ( $wpdb->__get( 'dbh' )->errno ?? 0 );
		if ( ! $was_refused && '' === $said ) {
			return null;
		}
		if ( 1 === preg_match( '/SQLSTATE\[[^<\n]+/', $said, $sentence ) ) {
			$said   = trim( html_entity_decode( $sentence[0] ) );
			$number = 1 === preg_match( '/\b(1146|1054)\b|no such (table|column)/', $said, $found ) ? (int) ( '' === $found[1] ? self::MISSING[0] : $found[1] ) : 0;
		}
		return new self( '' === $said ? 'The database refused a statement.' : $said, $number );
	}

	/** Whether a table or a column was lost: a backup without it, or somebody removed it. Lifecycle repairs that. */
	public function is_missing_table(): bool {
		return in_array( $this->getCode(), self::MISSING, true );
	}
}
