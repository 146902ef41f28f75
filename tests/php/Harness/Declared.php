<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Harness;

use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Wiring;

/** What the rooms' modules declare, for tests that look at all of it. */
final class Declared {

	/** @return list<array{operation: Operation, controller: class-string}> Every operation of the product. */
	public static function operations(): array {
		$all = [];
		foreach ( array_unique( array_column( Wiring::compile()['routes'], 2 ) ) as $controller ) {
			foreach ( $controller::routes() as $operation ) {
				$all[] = [ 'operation' => $operation, 'controller' => $controller ];
			}
		}
		return $all;
	}

	/** Makes every service that a module names: a mistake in the wiring shows here, before anybody runs into it. */
	public static function make_all( Plugin $plugin ): void {
		$table = Wiring::compile();
		$names = [
			...array_column( [ ...$table['hooks'], ...$table['rest_hooks'] ], 1 ),
			...$table['notices'],
			...array_values( $table['links'] ),
			...array_column( $table['shortcodes'], 0 ),
			...array_column( $table['blocks'], 1 ),
			...array_column( $table['routes'], 2 ),
			...array_values( $table['jobs'] ),
			...$table['subscribers'],
			...$table['delivery_senders'],
			...$table['delivery_owners'],
			...array_keys( $table['bindings'] ),
		];
		foreach ( array_unique( $names ) as $name ) {
			/** @var class-string $name */
			$plugin->services->get( $name );
		}
	}
}
