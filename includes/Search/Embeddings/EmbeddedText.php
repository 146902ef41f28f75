<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/** The text embedded for a chunk: title, headings and text. */
final class EmbeddedText {

	/** Maximum characters sent, about 2,000 tokens. Chunks have a fifth of that. */
	private const LENGTH = 7000;

	/** @param list<string> $headings Outermost first. */
	public static function compose( string $title, array $headings, string $text ): string {
		$above = array_filter( [ $title, ...$headings ], static fn( string $line ): bool => '' !== trim( $line ) );
		return mb_substr( trim( implode( "\n", [ ...$above, $text ] ) ), 0, self::LENGTH, 'UTF-8' );
	}

	/** Hash that distinguishes the texts of one document: 60 bits. */
	public static function hash( string $text ): int {
		return (int) hexdec( substr( md5( $text ), 0, 15 ) );
	}
}
