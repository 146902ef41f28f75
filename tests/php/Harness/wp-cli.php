<?php

/** The part of WP-CLI that our commands use; records their output in CliRecord. */

declare( strict_types=1 );

namespace {
	final class WP_CLI {

		public static function success( string $message ): void {
			\Aaia\Chatbot\Tests\Harness\CliRecord::$said[] = "Success: $message";
		}

		public static function line( string $message = '' ): void {
			\Aaia\Chatbot\Tests\Harness\CliRecord::$said[] = $message;
		}

		public static function warning( string $message ): void {
			\Aaia\Chatbot\Tests\Harness\CliRecord::$said[] = "Warning: $message";
		}

		/** Ends the command, as WP-CLI does. */
		public static function error( string $message ): never {
			throw new \RuntimeException( "Error: $message" );
		}
	}
}

namespace WP_CLI\Utils {
	/**
	 * @param iterable<array<string, mixed>> $items
	 * @param list<string>                   $fields
	 */
	function format_items( string $format, iterable $items, array $fields ): void {
		\Aaia\Chatbot\Tests\Harness\CliRecord::$table = [];
		foreach ( $items as $item ) {
			\Aaia\Chatbot\Tests\Harness\CliRecord::$table[] = array_combine(
				$fields,
				array_map( static fn( string $field ): mixed => $item[ $field ], $fields ),
			);
		}
	}
}
