<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** The sentences of a text as pages write them: a line of a list or table is one too. Pure. */
final class Sentences {

	/** A mark, closing quotes, white space, and the beginning of another sentence: "env. 3 jours" and "01. 23" are not cut. */
	private const END = '/[.!?…][»"”’)\]]*\K\s+(?=[\p{Lu}"«“(¿])/u';

	/**
	 * @return list<string> None of them empty.
	 */
	public static function of( string $text ): array {
		$sentences = [];
		foreach ( explode( "\n", $text ) as $line ) {
			$parts = preg_split( self::END, trim( $line ), -1, PREG_SPLIT_NO_EMPTY );
			array_push( $sentences, ...( false === $parts ? [ trim( $line ) ] : $parts ) );
		}
		return array_values( array_filter( $sentences, static fn( string $sentence ): bool => '' !== $sentence ) );
	}
}
