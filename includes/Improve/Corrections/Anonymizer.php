<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Corrections;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\ContactDetector;

/** Takes personal data out of a text that is to become an answer for everybody: greetings, names, addresses, numbers. Pure. */
final class Anonymizer {

	/** What stands in place of what was taken out. */
	public const OMITTED = '[…]';

	/** A line that greets somebody by name, up to its comma: "Hello Anna,", "Bonjour Madame Dupont," */
	private const GREETING = '/\A\s*(?:hello|hi|hey|dear|good (?:morning|afternoon|evening)|bonjour|bonsoir|salut|cher|chère|chers)'
		. '\b[^\n,.!?]{0,60}[,.!]?\s*/iu';

	/** Closing words to the end: "Kind regards, Tom". */
	private const CLOSING = '/\n\s*(?:(?:kind|best|warm) regards|regards|best wishes|sincerely|cheers'
		. '|(?:bien )?cordialement|bien à vous|salutations)\b.{0,120}\z/isu';

	/** Numbers of orders, customers, accounts: five digits or more, or letters with digits; no price, year or date. */
	private const NUMBER = '/(?<![\p{L}\p{N}.,@\/])#?(?:(?-i:[A-Z]{1,5})[- ]?)?\d(?:[ -]?\d){4,}'
		. '(?![\p{L}\p{N}]|[.,]\d|\s*(?:€|\$|£|eur\b|euros?\b|%|km\b|kg\b))/iu';

	/**
	 * @param list<string> $names Of the visitor and of the agent.
	 *
	 * @return array{text: string, removed: int} The text, and how many pieces were taken out of it.
	 */
	public static function remove( string $text, array $names ): array {
		$removed = 0;
		$omit    = static function () use ( &$removed ): string {
			++$removed;
			return self::OMITTED;
		};
		$text = (string) preg_replace( self::GREETING, '', $text, 1, $greeted );
		$text = (string) preg_replace( self::CLOSING, '', $text, 1, $closed );
		$text = ContactDetector::replace_emails( $text, $omit );
		$text = ContactDetector::replace_telephones( $text, $omit );
		$text = (string) preg_replace_callback( self::NUMBER, $omit, $text );
		foreach ( self::parts( $names ) as $name ) {
			$text = (string) preg_replace_callback( '/(?<![\p{L}\p{N}])' . preg_quote( $name, '/' ) . '(?![\p{L}\p{N}])/iu', $omit, $text );
		}
		$mark = preg_quote( self::OMITTED, '/' );
		$text = trim( (string) preg_replace( "/$mark(?:\s+$mark)+/u", self::OMITTED, $text ) );
		if ( 1 === $greeted ) {
			$text = mb_strtoupper( mb_substr( $text, 0, 1, 'UTF-8' ), 'UTF-8' ) . mb_substr( $text, 1, null, 'UTF-8' );
		}
		return [
			'text'    => $text,
			'removed' => $removed + $greeted + $closed,
		];
	}

	/**
	 * Whole names first, then their words of three letters or more.
	 *
	 * @param list<string> $names
	 *
	 * @return list<string>
	 */
	private static function parts( array $names ): array {
		$parts = $names;
		foreach ( $names as $name ) {
			array_push( $parts, ...( preg_split( '/[\s.-]+/u', $name ) ?: [] ) );
		}
		$long = array_filter( array_map( 'trim', $parts ), static fn( string $part ): bool => mb_strlen( $part, 'UTF-8' ) > 2 );
		return array_values( array_unique( $long ) );
	}
}
