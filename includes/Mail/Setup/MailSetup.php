<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail\Setup;

defined( 'ABSPATH' ) || exit;

/** Finds out how this site sends mail: from which address, and which plugin is in charge. Sends nothing. */
final class MailSetup {

	/** The address mails leave from, as wp_mail() and the site's plugins make it. */
	public function sender(): string {
		$host = wp_parse_url( network_home_url(), PHP_URL_HOST );
		$host = is_string( $host ) ? (string) preg_replace( '/^www\./', '', $host ) : '';
		return (string) apply_filters(
			'wp_mail_from',
			'wordpress@' . $host
		); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- core's own filter, asked as core asks it.
	}

	/** Domain of sender(). */
	public function domain(): string {
		$sender = $this->sender();
		return str_contains( $sender, '@' ) ? strtolower( substr( $sender, (int) strrpos( $sender, '@' ) + 1 ) ) : '';
	}

	/**
	 * Names of the plugins (or the theme) that replace or change wp_mail(); empty when WordPress sends by itself.
	 *
	 * @return list<string>
	 */
	public function in_charge(): array {
		$files = [ ( new \ReflectionFunction( 'wp_mail' ) )->getFileName() ];
		foreach ( [ 'pre_wp_mail', 'phpmailer_init' ] as $hook ) {
			foreach ( $this->callbacks( $hook ) as $callback ) {
				$files[] = $this->file_of( $callback );
			}
		}
		$names = [];
		foreach ( $files as $file ) {
			$name = is_string( $file ) ? $this->owner( wp_normalize_path( $file ) ) : null;
			if ( null !== $name ) {
				$names[ $name ] = true;
			}
		}
		return array_keys( $names );
	}

	/** @return list<mixed> */
	private function callbacks( string $hook ): array {
		global $wp_filter;
		$callbacks = [];
		if ( isset( $wp_filter[ $hook ] ) && $wp_filter[ $hook ] instanceof \WP_Hook ) {
			foreach ( $wp_filter[ $hook ]->callbacks as $priority ) {
				foreach ( $priority as $entry ) {
					$callbacks[] = $entry['function'] ?? null;
				}
			}
		}
		return $callbacks;
	}

	private function file_of( mixed $callback ): ?string {
		try {
			$reflection = match ( true ) {
				is_array( $callback ) && isset( $callback[0], $callback[1] )
					&& ( is_object( $callback[0] ) || is_string( $callback[0] ) )
					&& is_string( $callback[1] ) => new \ReflectionMethod( $callback[0], $callback[1] ),
				$callback instanceof \Closure, is_string( $callback ) && function_exists( $callback ) => new \ReflectionFunction( $callback ),
				is_object( $callback ) => new \ReflectionMethod( $callback, '__invoke' ),
				default => null,
			};
		} catch ( \ReflectionException ) {
			return null;
		}
		$file = $reflection?->getFileName();
		return is_string( $file ) ? $file : null;
	}

	/** Folder name of the plugin or theme a file belongs to; null for core and for ourselves. */
	private function owner( string $file ): ?string {
		foreach ( [ WP_PLUGIN_DIR, (string) constant( 'WPMU_PLUGIN_DIR' ), get_theme_root() ] as $folder ) {
			$folder = wp_normalize_path( $folder ) . '/';
			if ( str_starts_with( $file, $folder ) ) {
				$name = explode( '/', substr( $file, strlen( $folder ) ) )[0];
				return 'aaia-chatbot' === $name ? null : (string) preg_replace( '/\.php$/', '', $name );
			}
		}
		return null;
	}
}
