<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/** What is embedded of a chunk: its text under the title and headings that say what it is about. */
final class EmbeddedText {

	/** Characters that are sent; about 2,000 tokens. Chunks have a fifth of that. */
	private const LENGTH = 7000;

	/** @param list<string> $headings Outermost first. */
	public static function compose( string $title, array $headings, string $text ): string {
		$above = array_filter( [ $title, ...$headings ], static fn( string $line ): bool => '' !== trim( $line ) );
		return mb_substr( trim( implode( "\n", [ ...$above, $text ] ) ), 0, self::LENGTH, 'UTF-8' );
	}

	/** Tells texts of one document apart: 60 bits. */
	public static function hash( string $text ): int {
		return (int) hexdec( substr( md5( $text ), 0, 15 ) );
	}
}
