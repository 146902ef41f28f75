<?php

declare( strict_types=1 );

namespace Aaia\Chatbot;

defined( 'ABSPATH' ) || exit;

/**
 * Loads this plugin's classes by PSR-4: `Aaia\Chatbot\Room\Name` is `includes/Room/Name.php`.
 *
 * Other people's code stands below `Aaia\Chatbot\Vendor`, in `vendor-prefixed/` (made by tools/prefix.php).
 */
final class Autoloader {

	public static function register(): void {
		spl_autoload_register(
			static function ( string $class_name ): void {
				if ( ! str_starts_with( $class_name, __NAMESPACE__ . '\\' ) ) {
					return;
				}
				$path = str_replace( '\\', '/', substr( $class_name, strlen( __NAMESPACE__ ) + 1 ) ) . '.php';
				$file = str_starts_with( $path, 'Vendor/' ) ? dirname( __DIR__ ) . '/vendor-prefixed/' . substr( $path, strlen( 'Vendor/' ) ) : __DIR__ . '/' . $path;
				if ( is_file( $file ) ) {
					require $file;
				}
			}
		);
	}
}
