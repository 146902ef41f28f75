<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail\Setup;

defined( 'ABSPATH' ) || exit;

/** Asks the machine's resolver by dns_get_record(). */
final class SystemResolver implements Resolver {

	public function txt( string $name ): ?array {
		if ( ! function_exists( 'dns_get_record' ) ) {
			return null;
		}
		set_error_handler( static fn(): bool => true ); // phpcs:ignore -- the return value reports a failed look-up.
		try {
			$records = dns_get_record( $name, DNS_TXT );
		} finally {
			restore_error_handler();
		}
		if ( false === $records ) {
			return null;
		}
		return array_values( array_map(
			static fn( array $record ): string => is_string( $record['txt'] ?? null ) ? $record['txt'] : '',
			$records
		) );
	}
}
