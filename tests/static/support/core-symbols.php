<?php

/**
 * Prints every use of a core function or class that is newer than the oldest WordPress the plugin supports and is not guarded
 * by function_exists() or class_exists() with that name in the same file.
 */

declare( strict_types=1 );

use PhpParser\Node;
use PhpParser\NodeFinder;
use PhpParser\ParserFactory;

const OLDEST = '7.0';

$root = dirname( __DIR__, 3 );
require $root . '/vendor/autoload.php';

/** @return array<string, string> Lower-case name of each newer function or class => the version it came with. */
function newer_symbols( string $stubs ): array {
	preg_match_all(
		'~/\*\*((?:(?!\*/)[\s\S])*?)\*/\s*(?:#\[[^\n]*\]\s*)*(?:abstract |final )*(?:function|class|interface|trait|enum) (\w+)~',
		$stubs,
		$found,
		PREG_SET_ORDER,
	);
	$newer = [];
	foreach ( $found as [ , $comment, $name ] ) {
		if ( preg_match( '/@since (\d+\.\d+)/', $comment, $since ) && version_compare( $since[1], OLDEST, '>' ) ) {
			$newer[ strtolower( $name ) ] = $since[1];
		}
	}
	return $newer;
}

$newer = newer_symbols( (string) file_get_contents( $root . '/vendor/php-stubs/wordpress-stubs/wordpress-stubs.php' ) );
if ( count( $newer ) < 5 ) {
	fwrite( STDERR, "The stubs name almost nothing newer than WordPress " . OLDEST . ": this check reads them wrongly.\n" );
	exit( 1 );
}

$parser = ( new ParserFactory() )->createForHostVersion();
$files  = array_merge(
	glob( $root . '/*.php' ) ?: [],
	iterator_to_array(
		new RegexIterator(
			new RecursiveIteratorIterator( new RecursiveDirectoryIterator(
				$root . '/includes',
				FilesystemIterator::SKIP_DOTS | FilesystemIterator::CURRENT_AS_PATHNAME,
			) ),
			'/\.php$/',
		),
		false,
	),
);
foreach ( $files as $file ) {
	$nodes = $parser->parse( (string) file_get_contents( (string) $file ) ) ?? [];
	$names = ( new NodeFinder() )->find(
		$nodes,
		static fn (
			Node $node,
		): bool => $node instanceof Node\Expr\FuncCall && $node->name instanceof Node\Name || $node instanceof Node\Name\FullyQualified,
	);
	$text  = (string) file_get_contents( (string) $file );
	foreach ( $names as $node ) {
		$name = $node instanceof Node\Expr\FuncCall ? $node->name : $node;
		$last = strtolower( $name instanceof Node\Name ? $name->getLast() : '' );
		if (
			isset( $newer[ $last ] )
			&& ! preg_match( '/(?:function|class|interface)_exists\(\s*[\'"]\\\\?(?:\w+\\\\)*' . preg_quote( $last, '/' ) . '[\'"]/i', $text )
			&& ! preg_match( '/class_exists\(\s*\\\\?(?:\w+\\\\)*' . preg_quote( $last, '/' ) . '::class/i', $text )
		) {
			echo substr( (string) $file, strlen( $root ) + 1 ), ':', $node
				->getStartLine(), ': ', $last, ' came with WordPress ', $newer[ $last ], " and is not guarded.\n";
		}
	}
}
