<?php

declare( strict_types=1 );

namespace Aaia\Chatbot;

defined( 'ABSPATH' ) || exit;

/**
 * Loads this plugin's classes by PSR-4: `Aaia\Chatbot\Room\Name` is `includes/Room/Name.php`.
 *
 * Libraries are below `Aaia\Chatbot\Vendor`, in `vendor-prefixed/` (made by tools/prefix.php).
 */
final class Autoloader {

	/** Types of documented filters and of what they pass: path of the former name, which other plugins may use => current name. */
	private const MOVED = [
		'Alerts/AlertKind.php'          => Assistant\Conditions\Trigger::class,
		'Knowledge/AskedSource.php'     => Content\AskedSource::class,
		'Knowledge/KnowledgeSource.php' => Content\KnowledgeSource::class,
		'Knowledge/Section.php'         => Content\Section::class,
		'Knowledge/SourceDocument.php'  => Content\SourceDocument::class,
		'Knowledge/Passage.php'         => Search\Passage::class,
		'Knowledge/PassageSearch.php'   => Search\PassageSearch::class,
		'Knowledge/SearchQuery.php'     => Search\SearchQuery::class,
		'Knowledge/Standing.php'        => Search\QuerySignals::class,
	];

	public static function register(): void {
		spl_autoload_register(
			static function ( string $class_name ): void {
				if ( ! str_starts_with( $class_name, __NAMESPACE__ . '\\' ) ) {
					return;
				}
				$path = str_replace( '\\', '/', substr( $class_name, strlen( __NAMESPACE__ ) + 1 ) ) . '.php';
				$file = str_starts_with( $path, 'Vendor/' )
					? dirname( __DIR__ ) . '/vendor-prefixed/' . substr( $path, strlen( 'Vendor/' ) )
					: __DIR__ . '/' . $path;
				if ( is_file( $file ) ) {
					require $file;
					self::add_former_name( $class_name );
				} elseif ( isset( self::MOVED[ $path ] ) && self::is_declared( self::MOVED[ $path ], true ) ) {
					self::add_former_name( self::MOVED[ $path ] );
				}
			}
		);
	}

	/** Declares the former name along with the type, because `instanceof` and type declarations load no class. */
	private static function add_former_name( string $class_name ): void {
		$path = array_search( $class_name, self::MOVED, true );
		if ( false === $path ) {
			return;
		}
		$former = __NAMESPACE__ . '\\' . strtr( substr( $path, 0, -strlen( '.php' ) ), '/', '\\' );
		if ( ! self::is_declared( $former, false ) ) {
			class_alias( $class_name, $former );
		}
	}

	private static function is_declared( string $name, bool $autoload ): bool {
		return class_exists( $name, $autoload ) || interface_exists( $name, $autoload );
	}
}
