<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Support;

defined( 'ABSPATH' ) || exit;

/** Converts times to and from the database and JSON. Always UTC. */
final class Time {

	/** For a DATETIME column: `2026-11-20 21:00:00`, UTC, whole seconds. */
	public static function to_database( \DateTimeImmutable $time ): string {
		return $time->setTimezone( new \DateTimeZone( 'UTC' ) )->format( 'Y-m-d H:i:s' );
	}

	/** From a DATETIME column. Null for null, empty and MySQL's zero date. */
	public static function from_database( ?string $value ): ?\DateTimeImmutable {
		if ( null === $value || '' === $value || str_starts_with( $value, '0000' ) ) {
			return null;
		}
		return new \DateTimeImmutable( $value, new \DateTimeZone( 'UTC' ) );
	}

	/** From a DATETIME column that is never null. */
	public static function required( ?string $value ): \DateTimeImmutable {
		return self::from_database( $value ) ?? new \DateTimeImmutable( '@0' );
	}

	/** For JSON: ISO 8601 in UTC, `2026-11-20T21:00:00Z`. */
	public static function to_wire( ?\DateTimeImmutable $time ): ?string {
		return null === $time ? null : $time->setTimezone( new \DateTimeZone( 'UTC' ) )->format( 'Y-m-d\TH:i:s\Z' );
	}
}
