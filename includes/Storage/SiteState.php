<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Storage;

defined( 'ABSPATH' ) || exit;

/**
 * The plugin's one autoloaded option, for values that every page needs without a query.
 *
 * Holds the schema version and the settings the front end draws with; keep it under 600 bytes.
 */
final class SiteState {

	public const OPTION = 'aaia_chatbot_state';

	/** Key of the migration steps that have run on a site; a site without it never had our tables. */
	public const SCHEMA = 'schema';

	public function get( string $key ): mixed {
		return $this->all()[ $key ] ?? null;
	}

	/**
	 * Whether the current site has our tables. In a network the plugin may be active on some sites only, and code may switch to another
	 * site to save its posts.
	 */
	public function is_served(): bool {
		return ! is_multisite() || null !== $this->get( self::SCHEMA );
	}

	/**
	 * Null removes the key. What others have set since this process began is kept.
	 *
	 * Not inside a transaction that may be rolled back: an object cache would go on with a value that is not stored.
	 *
	 * @throws DatabaseFailure
	 */
	public function set( string $key, mixed $value ): void {
		wp_cache_delete( 'alloptions', 'options' );
		wp_cache_delete( self::OPTION, 'options' );
		$state = $this->all();
		if ( null === $value ) {
			unset( $state[ $key ] );
		} else {
			$state[ $key ] = $value;
		}
		$this->keep( self::OPTION, $state, true );
	}

	/**
	 * Saves an option.
	 *
	 * @param array<string, mixed> $value
	 *
	 * @throws DatabaseFailure When WordPress could not save it. update_option() returns false then, and also when nothing changed.
	 */
	public function keep( string $option, array $value, bool $autoload ): void {
		if ( ! update_option( $option, $value, $autoload ) && get_option( $option ) !== $value ) {
			throw new DatabaseFailure( "The option $option could not be saved." );
		}
	}

	/** @return array<string, mixed> */
	private function all(): array {
		$state = get_option( self::OPTION, [] );
		return is_array( $state ) ? $state : [];
	}
}
