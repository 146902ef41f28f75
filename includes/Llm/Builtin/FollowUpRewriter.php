<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\ChatSpelling;
use Aaia\Chatbot\Language\GenericWords;
use Aaia\Chatbot\Language\LanguageDetector;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Language\Weekdays;
use Aaia\Chatbot\Llm\ChatMessage;

/**
 * Completes a follow-up question from the one before it.
 *
 * A question that begins as a continuation is put in the place of the previous one: its names replace those there ("And on Saturday?"
 * after "When are you open?"). One that refers back by a pronoun, or names hardly anything ("On which days?", "Elle dure combien de temps
 * ?"), gets the subject of the previous one added; after a refusal only by a pronoun, because who names something new there asks anew.
 */
final class FollowUpRewriter {

	/** Most content words of a continuation, of a question with a pronoun, and of any other follow-up; a longer question is complete. */
	private const OWN_WORDS         = 3;
	private const WORDS_BY_PRONOUN  = 4;
	private const WORDS_BY_ELLIPSIS = 2;

	/** Most words of the earlier question's subject that are added. */
	private const CONTEXT = 6;

	private const CONTINUES = '/^(?:(?:ok|okay|thanks|merci|ah|oh|super|alors|so) )*(?:and|what about|how about|et|et pour|and for|'
		. 'sinon|ou bien|or|mais|but|pour|for|meme question|same)\b/';

	/** Pronouns that stand for what was spoken of before, folded; impersonal ones are taken out first. */
	private const PRONOUNS = '/\b(?:it|its|they|them|their|theirs|that|those|these|this|ones?|there|il|elle|ils|elles|celui|celle|'
		. 'ceux|celles|cela|ca|ceci|en|y|son|sa|ses|leurs?|dessus|la bas)\b/';

	/** Pronouns for another thing of the same kind ("et celle de dehors"), folded. */
	private const ANOTHER = '/\b(?:celui|celle|ceux|celles|the (?:\w+ )?ones?)\b/';

	private const IMPERSONAL = '/\b(?:y a t il|il y a|est il|faut il|il faut|existe t il|reste t il|est ce qu il (?:y a|faut|est)|qu '
		. 'en est il|is it possible|is there|are there|there is|there are|'
		. 'est ce possible|this (?:shop|site|company|week|weekend|month|year)|ce que|en (?:ligne|magasin|boutique|ville|france|ete|hiver|'
		. 'semaine|ce|[a-z]+ant|\d+ fois|avance|cas|\p{Lu}\w+))\b/u';

	/** A continuation that names another means or case of the same kind ("And by telephone?"). */
	private const BY_PREPOSITION = '/^\s*(?:and|et|what about|how about|or|ou|mais|but)\s+(by|with|in|for|from|per|via|par|avec|en|'
		. 'pour|depuis|sans|without)\s/iu';

	/** Only a question for a detail leaves its subject out; "Do you sell tents?" does not. */
	private const INTERROGATIVE = '/\b(?:how|what|which|when|where|who|until|combien|quels?|quelles?|quand|ou|qui|comment|lesquels?)\b/';

	/** Words of a question that ask and name no subject, beside stop words and generic ones. */
	private const ASKING = '/^(?:much|long|far|often|soon|old|big|cost\w*|coute\w*|cout|price\w*|prix|tarifs?|temps|duree|dure\w*|'
		. 'delais?|last\w*|comprend\w*|include\w*|existe\w*)$/';

	/** Words that name a kind of fact, so that a question of nothing else leaves its subject out. */
	private const FACTS = '/^(?:frais|fees?|charges?|supplements?|extra)$/';

	/**
	 * @param list<ChatMessage> $history  Oldest first.
	 * @param string            $language BCP 47 primary language of the page, used when that of the question is not detected.
	 */
	public static function complete( string $question, array $history, string $language ): CompletedQuestion {
		$asked    = array_values( array_filter( $history, static fn( ChatMessage $message ): bool => 'user' === $message->role ) );
		$question = self::standard( $question, $language );
		$last     = array_pop( $asked );
		$words    = Tokenizer::words_of_message( $question );
		if ( null === $last || [] === $words ) {
			return new CompletedQuestion( $question );
		}
		$own       = self::subject( $words );
		$continues = 1 === preg_match( self::CONTINUES, implode( ' ', $words ) );
		$asks      = 1 === preg_match( self::INTERROGATIVE, implode( ' ', $words ) )
			&& 1 === preg_match( self::PRONOUNS, implode( ' ', $words ) );
		if (
			$continues
			&& ! $asks
			&& count( array_filter( $words, static fn( string $word ): bool => ! StopWords::contains( $word ) ) ) <= self::OWN_WORDS
		) {
			$earlier = self::complete( $last->text, array_slice( $asked, -1 ), $language )->text;
			$whole   = self::without_end( $earlier );
			$kept    = self::without_end( self::without_replaced( $earlier, $question ) );
			$context = $kept === $whole ? array_values( array_diff( StopWords::remove( Tokenizer::words_of_message( $kept ) ), $words ) ) : [];
			return new CompletedQuestion( $kept . ' ' . self::without_beginning( $question ), $context, $kept === $whole ? [] : $own );
		}
		$is_bare = [] === array_filter( $own, static fn( string $word ): bool => 1 !== preg_match( self::FACTS, $word ) );
		if ( ! self::refers_back( $words, count( $own ), $is_bare, self::was_refused( $history ) ) ) {
			return new CompletedQuestion( $question );
		}
		$earlier = self::complete( $last->text, array_slice( $asked, -1 ), $language )->text;
		$context = array_slice(
			array_values( array_diff( self::subject( Tokenizer::words_of_message( $earlier ) ), $words ) ),
			0,
			self::CONTEXT,
		);
		return new CompletedQuestion(
			trim( self::without_end( self::without_beginning( $question ) ) . ' ' . implode( ' ', self::as_written( $earlier, $context ) ) ),
			$context,
			1 === preg_match( self::ANOTHER, implode( ' ', $words ) ) ? $own : [],
		);
	}

	private static function standard( string $question, string $language ): string {
		$own = LanguageDetector::detect_in_question( Tokenizer::words_of_message( $question ) );
		return ChatSpelling::standard( $question, '' === $own ? $language : $own );
	}

	/** @param list<ChatMessage> $history */
	private static function was_refused( array $history ): bool {
		$last = $history[ count( $history ) - 1 ];
		return 'assistant' === $last->role && $last->refused;
	}

	/** @param list<string> $words */
	private static function refers_back( array $words, int $own, bool $is_bare, bool $was_refused ): bool {
		$text    = implode( ' ', $words );
		$pronoun = 1 === preg_match( self::PRONOUNS, (string) preg_replace( self::IMPERSONAL, ' ', $text ) );
		return $pronoun
			? $own <= self::WORDS_BY_PRONOUN
			: $own <= ( $was_refused ? 0 : self::WORDS_BY_ELLIPSIS )
				&& ( $is_bare || 1 === preg_match( self::INTERROGATIVE, $text ) || 1 === preg_match( '/\d/', $text ) )
				&& null === PracticalQuestion::detect( $text );
	}

	/**
	 * @param list<string> $words Folded.
	 *
	 * @return list<string> Those that name what a question is about.
	 */
	private static function subject( array $words ): array {
		return array_values( array_unique( array_filter(
			StopWords::remove( $words ),
			static fn( string $word ): bool => ! GenericWords::contains( $word ) && 1 !== preg_match(
				self::ASKING,
				$word,
			) && 1 !== preg_match( '/^[a-z]$/', $word ),
		) ) );
	}

	/**
	 * Folded words as the text writes them, so that names stay names.
	 *
	 * @param list<string> $words
	 *
	 * @return list<string>
	 */
	private static function as_written( string $text, array $words ): array {
		preg_match_all( '/[\p{L}\p{N}]+/u', $text, $found );
		$written = [];
		foreach ( $found[0] as $word ) {
			$written[ TextFolder::fold( $word ) ] ??= $word;
		}
		return array_map( static fn( string $word ): string => $written[ $word ] ?? $word, $words );
	}

	/** Removes from the earlier question the names, numbers and days that the new one replaces. */
	private static function without_replaced( string $earlier, string $question ): string {
		$name = '/(?<=[^.!?\s] |[\'’])\p{Lu}[\p{L}-]+|\b\d+(?:[.,]\d+)?(?: ?(?:m|cm|kg|km|g|€|eur|euros?|jours?|heures?|semaines?|mois|ans|'
			. 'nuits?|personnes?|days?|hours?|weeks?|months?|years?|nights?|people)\b)?/u';
		if ( 1 === preg_match( $name, $question ) ) {
			$earlier = (string) preg_replace_callback(
				$name,
				static fn( array $found ): string => self::is_day( $found[0] ) && ! self::is_day( $question ) ? $found[0] : '',
				$earlier,
			);
		}
		if ( 1 === preg_match( self::BY_PREPOSITION, $question, $found ) ) {
			$earlier = (string) preg_replace(
				'/(?<![\p{L}\p{N}])' . $found[1] . ' (?:(?:the|a|le|la|les|une?|l[\'’]) ?)?[\p{L}\p{N}-]*(?=[\s?!.]*$)/iu',
				'',
				$earlier,
			);
		}
		if ( self::is_day( $question ) ) {
			$kept    = array_filter( explode( ' ', $earlier ), static fn( string $word ): bool => ! self::is_day( $word ) );
			$earlier = implode( ' ', $kept );
		}
		return $earlier;
	}

	/** Whether a text names a day of the week. */
	private static function is_day( string $text ): bool {
		return [] !== Weekdays::named_in( TextFolder::fold_letters( $text ) );
	}

	private static function without_end( string $question ): string {
		return (string) preg_replace( '/[\s\x{A0}\x{202F}?!.]+$/u', '', $question );
	}

	private static function without_beginning( string $question ): string {
		return (string) preg_replace( '/^\s*(?:and|et|so|alors|what about|how about|or|but|mais)\b\s*/iu', '', $question );
	}
}
