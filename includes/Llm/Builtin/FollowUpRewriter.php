<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\ChatSpelling;
use Aaia\Chatbot\Language\LanguageDetector;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Language\Weekdays;
use Aaia\Chatbot\Llm\ChatMessage;

/**
 * Rewrites a follow-up question so that it is complete: "And on Saturday?" after "When are you open?".
 *
 * Only short questions that begin as a continuation are rewritten; their names replace those of the
 * previous question (a country, a day, a number).
 */
final class FollowUpRewriter {

	/** Most content words of a follow-up; a longer question is complete. */
	private const OWN_WORDS = 3;

	private const CONTINUES = '/^(?:(?:ok|okay|thanks|merci|ah|oh|super|alors|so) )*(?:and|what about|how about|et|et pour|and for|'
		. 'sinon|ou bien|or|mais|but|pour|for|meme question|same)\b/';

	/**
	 * Returns the question in standard spelling, completed from the visitor's previous one where necessary.
	 *
	 * @param list<ChatMessage> $history  Oldest first.
	 * @param string            $language BCP 47 primary language of the page, used when that of the question is not detected.
	 */
	public static function rewrite( string $question, array $history, string $language = 'en' ): string {
		$own      = LanguageDetector::detect_in_question( Tokenizer::words_of_message( $question ) );
		$question = ChatSpelling::standard( $question, '' === $own ? $language : $own );
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

	/** Removes from the earlier question the names, numbers and days that the new one replaces. */
	private static function without_replaced( string $earlier, string $question ): string {
		$name = '/(?<=[^.!?\s] |[\'’])\p{Lu}[\p{L}-]+|\b\d+\b/u';
		if ( 1 === preg_match( $name, $question ) ) {
			$earlier = (string) preg_replace( $name, '', $earlier );
		}
		if ( [] !== Weekdays::named_in( TextFolder::fold_letters( $question ) ) ) {
			$kept    = array_filter(
				explode( ' ', $earlier ),
				static fn( string $word ): bool => [] === Weekdays::named_in( TextFolder::fold_letters( $word ) ),
			);
			$earlier = implode( ' ', $kept );
		}
		return $earlier;
	}

	private static function without_beginning( string $question ): string {
		return (string) preg_replace( '/^\s*(?:and|et|so|alors|what about|how about|or|but|mais)\b\s*/iu', '', $question );
	}
}
