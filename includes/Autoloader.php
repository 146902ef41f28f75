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

	/** Classes and interfaces of documented filters: path of the former name, which other plugins may use => current name. */
	private const MOVED = [
		'Knowledge/AskedSource.php'     => Content\AskedSource::class,
		'Knowledge/KnowledgeSource.php' => Content\KnowledgeSource::class,
		'Knowledge/Section.php'         => Content\Section::class,
		'Knowledge/SourceDocument.php'  => Content\SourceDocument::class,
		'Knowledge/Passage.php'         => Search\Passage::class,
		'Knowledge/PassageSearch.php'   => Search\PassageSearch::class,
		'Knowledge/SearchQuery.php'     => Search\SearchQuery::class,
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
				} elseif ( isset( self::MOVED[ $path ] ) ) {
					class_alias( self::MOVED[ $path ], $class_name );
				}
			}
		);
	}
}
