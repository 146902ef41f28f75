<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Storage;

/**
 * The one small autoloaded option: what every page of the site needs to know without a query.
 *
 * Holds the schema version and the settings the front end draws with; keep it under a kilobyte.
 */
final class SiteState {

	public const OPTION = 'aaia_chatbot_state';

	public function get( string $key ): mixed {
		return $this->all()[ $key ] ?? null;
	}

	/** Null removes the key. */
	public function set( string $key, mixed $value ): void {
		$state = $this->all();
		if ( null === $value ) {
			unset( $state[ $key ] );
		} else {
			$state[ $key ] = $value;
		}
		update_option( self::OPTION, $state, true );
	}

	/** @return array<string, mixed> */
	private function all(): array {
		$state = get_option( self::OPTION, [] );
		return is_array( $state ) ? $state : [];
	}
}
