<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rules;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;

/** How often each recipient is notified: at once, in one mail an hour, or in one a day. */
final class NotificationPreferences {

	public const NOW = 'now';

	public const HOURLY = 'hourly';

	public const DAILY = 'daily';

	public function __construct( private readonly Database $database ) {}

	/** A recipient's pace; NOW when none was chosen. */
	public function pace( string $address ): string {
		return $this->database->value(
			'SELECT pace FROM %i WHERE address_hash = %s',
			$this->database->table( 'alert_people' ),
			$this->key( $address )
		) ?? self::NOW;
	}

	/** @return list<array{address: string, pace: string}> Recipients with another pace than NOW, at most 500. */
	public function all(): array {
		return array_map(
			static fn( array $row ): array => [
				'address' => (string) $row['address'],
				'pace'    => (string) $row['pace'],
			],
			$this->database->rows( 'SELECT address, pace FROM %i ORDER BY address LIMIT 500', $this->database->table( 'alert_people' ) )
		);
	}

	/** @param string $pace NOW, HOURLY or DAILY. */
	public function choose( string $address, string $pace ): void {
		$this->database->delete( 'alert_people', [ 'address_hash' => $this->key( $address ) ] );
		if ( self::NOW !== $pace ) {
			$this->database->insert(
				'alert_people',
				[
					'address_hash' => $this->key( $address ),
					'address'      => $address,
					'pace'         => $pace,
				]
			);
		}
	}

	private function key( string $address ): string {
		return hash( 'sha256', strtolower( $address ) );
	}
}
