<?php

/**
 * Prints the TypeScript types of every REST route, made from the operations’ schemas. Run by tools/wire.mjs.
 *
 * Controllers list their operations statically; WordPress is not loaded.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Http\Schema;

define( 'ABSPATH', __DIR__ );
define( 'MINUTE_IN_SECONDS', 60 );
define( 'HOUR_IN_SECONDS', 60 * MINUTE_IN_SECONDS );
define( 'DAY_IN_SECONDS', 24 * HOUR_IN_SECONDS );
define( 'WEEK_IN_SECONDS', 7 * DAY_IN_SECONDS );
require dirname( __DIR__ ) . '/includes/Autoloader.php';
Aaia\Chatbot\Autoloader::register();

/** Collects named shapes and writes them out. */
final class WireTypes {

	/** @var array<string, string> */
	private array $types = [];

	/** Adds one exported type. */
	public function add( string $name, Schema $schema ): void {
		$type = $this->resolved( $schema->reference() );
		if ( $type !== $name ) {
			$this->types[ $name ] = $type;
		}
	}

	/** Adds the named shapes inside an answer, and no type for the answer as a whole. */
	public function add_parts( ?Schema $answer ): void {
		if ( null !== $answer ) {
			$this->resolved( $answer->reference() );
		}
	}

	/** The file's text. */
	public function text(): string {
		ksort( $this->types );
		$text = "/** Generated from the PHP schemas by `node tools/wire.mjs`. Do not edit. */\n";
		foreach ( $this->types as $name => $type ) {
			$text .= "\nexport type $name = " . $this->laid_out( $type ) . ";\n";
		}
		return $text;
	}

	/** Replaces marked names by themselves and remembers what they stand for. */
	private function resolved( string $type ): string {
		return (string) preg_replace_callback(
			'/@(\w+)=([A-Za-z0-9+\/=]+)@/',
			function ( array $found ): string {
				$type = $this->resolved( (string) base64_decode( $found[2], true ) );
				if ( ( $this->types[ $found[1] ] ?? $type ) !== $type ) {
					fwrite( STDERR, "Two shapes are named $found[1].\n" );
					exit( 1 );
				}
				$this->types[ $found[1] ] = $type;
				return $found[1];
			},
			$type
		);
	}

	/** An object of one level gets a line a key. */
	private function laid_out( string $type ): string {
		if ( ! str_starts_with( $type, '{ ' ) ) {
			return $type;
		}
		$lines = [];
		$depth = 0;
		$line  = '';
		foreach ( str_split( substr( $type, 2, -1 ) ) as $letter ) {
			$depth += '{' === $letter ? 1 : ( '}' === $letter ? -1 : 0 );
			$line  .= $letter;
			if ( ';' === $letter && 0 === $depth ) {
				$lines[] = "\t" . trim( $line );
				$line    = '';
			}
		}
		return "{\n" . implode( "\n", $lines ) . "\n}" . trim( $line );
	}
}

$wire  = new WireTypes();
foreach ( Aaia\Chatbot\Plugin::MODULES as $module ) {
	$constant = $module . '::CONTROLLERS';
	foreach ( defined( $constant ) ? constant( $constant ) : [] as $controller ) {
		foreach ( $controller::routes() as $operation ) {
			if ( null === $operation->name ) {
				$wire->add_parts( $operation->answer );
				continue;
			}
			$wire->add( $operation->name . ( 'GET' === $operation->method ? 'Query' : 'Body' ), $operation->input );
			if ( null !== $operation->answer ) {
				$wire->add( $operation->name . 'Answer', $operation->answer );
			}
		}
	}
}
echo $wire->text();
