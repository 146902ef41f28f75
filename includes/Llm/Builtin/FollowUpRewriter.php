<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Language\Weekdays;
use Aaia\Chatbot\Llm\ChatMessage;

/**
 * Completes a question that lives on the one before it: "And on Saturday?" after "When are you open?".
 *
 * Only questions that begin as a continuation or consist of next to nothing borrow words; what they name takes the place of what the
 * question before named (a country, a day, a number).
 */
final class FollowUpRewriter {

	/** Words that carry meaning which a continuation may have; a longer one stands by itself. */
	private const OWN_WORDS = 3;

	private const CONTINUES = '/^(?:(?:ok|okay|thanks|merci|ah|oh|super|alors|so) )*(?:and|what about|how about|et|et pour|and for|sinon|ou bien|or|mais|but|pour|for|meme question|same)\b/';

	/**
	 * The question with the words it needs from the visitor's last one.
	 *
	 * @param list<ChatMessage> $history Oldest first.
	 */
	public static function rewrite( string $question, array $history ): string {
		$asked = array_filter( $history, static fn( ChatMessage $message ): bool => 'user' === $message->role );
		$last  = end( $asked );
		$words = Tokenizer::words_of_message( $question );
		if ( false === $last || 1 !== preg_match( self::CONTINUES, implode( ' ', $words ) ) ) {
			return $question;
		}
		$own = array_filter( $words, static fn( string $word ): bool => ! StopWords::contains( $word ) );
		if ( count( $own ) > self::OWN_WORDS ) {
			return $question;
		}
		return rtrim( self::without_replaced( $last->text, $question ), " \u{A0}?!." ) . ' ' . self::without_beginning( $question );
	}

	/** The earlier question without the names, numbers and days whose place the new ones take. */
	private static function without_replaced( string $earlier, string $question ): string {
		$name = '/(?<=[^.!?\s] |[\'’])\p{Lu}[\p{L}-]+|\b\d+\b/u';
		if ( 1 === preg_match( $name, $question ) ) {
			$earlier = (string) preg_replace( $name, '', $earlier );
		}
		if ( [] !== Weekdays::named_in( TextFolder::fold_letters( $question ) ) ) {
			$kept    = array_filter( explode( ' ', $earlier ), static fn( string $word ): bool => [] === Weekdays::named_in( TextFolder::fold_letters( $word ) ) );
			$earlier = implode( ' ', $kept );
		}
		return $earlier;
	}

	private static function without_beginning( string $question ): string {
		return (string) preg_replace( '/^\s*(?:and|et|so|alors|what about|how about|or|but|mais)\b\s*/iu', '', $question );
	}
}
