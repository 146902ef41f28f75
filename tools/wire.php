<?php

/**
 * Prints the TypeScript types of every REST route, made from the routes' own schemas. Run by tools/wire.mjs.
 *
 * Routes are made without their constructors: their path, method and schemas use nothing that is injected.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Http\Schema;

define( 'ABSPATH', __DIR__ );
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
$files = new RecursiveIteratorIterator( new RecursiveDirectoryIterator( dirname( __DIR__ ) . '/includes', FilesystemIterator::SKIP_DOTS ) );
foreach ( $files as $file ) {
	$path = str_replace( '\\', '/', $file->getPathname() );
	if ( 1 !== preg_match( '#/includes/(.+/Rest/\w+)\.php$#', $path, $found ) ) {
		continue;
	}
	$class_name = 'Aaia\\Chatbot\\' . str_replace( '/', '\\', $found[1] );
	if ( ! is_subclass_of( $class_name, Route::class ) ) {
		continue;
	}
	$route = new ReflectionClass( $class_name );
	if ( $route->isAbstract() ) {
		continue;
	}
	$made = $route->newInstanceWithoutConstructor();
	$name = $route->getShortName();
	$wire->add( $name . ( 'GET' === $made->method() ? 'Query' : 'Body' ), $made->schema() );
	if ( null !== $made->answer() ) {
		$wire->add( $name . 'Answer', $made->answer() );
	}
}
echo $wire->text();
