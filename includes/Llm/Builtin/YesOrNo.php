<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Dates;
use Aaia\Chatbot\Language\Quantities;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\Tokenizer;

/** Decides whether a quoted sentence says yes or no to a question; most sentences with a condition or an exception say neither. */
final class YesOrNo {

	/** Questions that are answered by yes or no, folded, and words that ask for more than that. */
	private const ASKED = '/^(?:(?:and|et|so|hi|hello|bonjour|ok|please) )*(?:do|does|can|could|may|is|are|am|will|would|must|should|'
		. 'have|has|est ce|peut on|puis je|faut il|dois je|doit on|ai je|y a t il|il y a|existe t il|'
		. '(?:l|le|la|les|un|une|votre|vos|mon|ma|mes|on|vous) .+|\w+(?:ez|es|ont|est) (?:vous|ils|elles|il|elle)|\w+ t (?:il|elle|on))\b/';

	private const ASKS_MORE = '/\b(?:how|what|which|when|where|who|why|combien|quels?|quelles?|quand|ou|comment|pourquoi|qui|quoi|or|'
		. 'until)\b/';

	private const NEGATION = '/\b(?:not|cannot|never|nothing|nobody|neither|ne|n|ni|jamais|rien|closed|fermee?s?|interdite?s?|'
		. 'forbidden|prohibited|impossible)\b|n.t\b/u';

	/** Words of sentences that decide nothing by themselves: conditions, exceptions, limits, negations of a part. */
	private const LIMITS = '/\b(?:only|except\w*|unless|if|but|up to|until|less|more|between|partly|some|most|usually|seulement|sauf|'
		. 'si|mais|jusqu\w*'
		. '|uniquement|hors|hormis|limite\w*|parfois|certaine?s?|plupart|otherwise|sinon|planned|soon|coming|prevue?s?|bientot|futur\w*'
		. '|no|non|none|without|sans|aucune?)\b|\b(?:from|des|a partir de|over|above|under) \W?\d|[;]/u';

	/** Questions whether something costs anything, and what says that it does not. */
	private const ASKS_TO_PAY = '/\b(?:payante?s?|(?:faut|dois|doit|devons) (?:il |je |on |nous )?payer|(?:have|need) to pay|do '
		. '(?:i|we) pay|is there a charge)\b/';
	private const FREE        = '/\b(?:gratuit\w*|offert\w*|free|no charge)\b/';

	/** Least match of a key term in the sentence or above it. */
	private const MATCH = 0.7;

	/** True for yes, false for no, null when the sentence does not decide it. */
	public function decide( string $question, QuestionAnalysis $analysis, PassageQuote $quote ): ?bool {
		$asked   = implode( ' ', Tokenizer::words_of_message( $question ) );
		$segment = $quote->segments[0];
		$text    = str_replace( '’', "'", TextFolder::fold_letters( $segment->text ) );
		if (
			1 !== preg_match( self::ASKED, $asked )
			|| 1 === preg_match( self::ASKS_MORE, $asked )
			|| 1 === preg_match( self::NEGATION, $asked )
			|| 1 === preg_match( '/^(?:oui|non|yes|no)\b/', $text )
			|| $segment->is_excluded()
		) {
			return null;
		}
		if ( [] === array_filter( $analysis->keys, static fn( int $term ): bool => ! Dates::is_word( $analysis->words[ $term ] ) ) ) {
			return $this->is_closed( $asked, $text, $quote ) ? false : null;
		}
		if ( $this->is_closed_there( $asked, $analysis->named_columns( $segment->text ), $segment->text ) ) {
			return false;
		}
		$quantity = Quantities::in_question( $question );
		if ( ! $this->is_about_all( $analysis, $quote, null === $quantity ) ) {
			return null;
		}
		if ( null !== $quantity ) {
			return $quantity->reaches_limit( $segment->text );
		}
		if ( 1 === preg_match( self::ASKS_TO_PAY, $asked ) && 1 === preg_match( self::FREE, $text ) ) {
			return false;
		}
		if ( 1 === preg_match( self::LIMITS, $text ) || $segment->is_conditional() ) {
			return null;
		}
		return 1 !== preg_match( self::NEGATION, $text );
	}

	/** Whether the one sentence quoted says "closed", without exception, to a question for opening hours. */
	private function is_closed( string $asked, string $text, PassageQuote $quote ): bool {
		return 1 === count( $quote->segments )
			&& 1 === preg_match( '/\b(?:open|ouverte?s?|ouvrez)\b/', $asked )
			&& 1 === preg_match( '/\b(?:closed|fermee?s?)\b/', $text )
			&& 1 !== preg_match( '/\b(?:except\w*|but|only|sauf|hors|hormis|mais|seulement)\b/', $text );
	}

	/** Whether the column that a question for opening hours names says "closed". */
	private function is_closed_there( string $asked, string $named, string $row ): bool {
		return $named !== $row
			&& 1 === preg_match( '/\b(?:open|ouverte?s?|ouvrez)\b/', $asked )
			&& 1 === preg_match( '/^[^:;]+; [^:;]+: (?:closed|fermee?s?)$/', TextFolder::fold_letters( $named ) );
	}

	private function is_about_all( QuestionAnalysis $analysis, PassageQuote $quote, bool $in_itself ): bool {
		foreach ( $analysis->candidates as $candidate ) {
			if ( $candidate->passage === $quote->number - 1 && $candidate->segment === $quote->segments[0] ) {
				return $analysis->holds_keys( $candidate, self::MATCH, $in_itself );
			}
		}
		return false;
	}
}
