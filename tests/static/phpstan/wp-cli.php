<?php

/** The part of WP-CLI's public API that the plugin uses, for PHPStan only. */

declare( strict_types=1 );

namespace {
	final class WP_CLI {

		/** @param callable|object|class-string $callable @param array<string, mixed> $args */
		public static function add_command( string $name, $callable, array $args = [] ): bool {}

		public static function success( string $message ): void {}

		public static function line( string $message = '' ): void {}

		public static function log( string $message ): void {}

		public static function warning( string|\WP_Error $message ): void {}

		/** @return never */
		public static function error( string|\WP_Error $message, bool|int $exit = true ) {}

		/** @return never */
		public static function halt( int $code ) {}

		/** @param array<string, mixed> $assoc_args */
		public static function confirm( string $question, array $assoc_args = [] ): void {}

		public static function debug( string $message, string|bool $group = false ): void {}
	}
}

namespace WP_CLI\Utils {
	/**
	 * @param array<int, mixed>               $items
	 * @param array<int, string>|string       $fields
	 */
	function format_items( string $format, iterable $items, array|string $fields ): void {}

	/** @param array<string, mixed> $assoc_args */
	function get_flag_value( array $assoc_args, string $flag, mixed $default = null ): mixed {}
}
