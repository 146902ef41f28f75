<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\EditDistance;
use Aaia\Chatbot\Language\Similarity;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Llm\Builtin\Intent;
use Aaia\Chatbot\Llm\Builtin\IntentDetector;
use Aaia\Chatbot\Llm\ChatMessage;

/**
 * Detects that a visitor is frustrated or confused, in French and English, by deterministic rules.
 *
 * A question counts as repeated when each of its content words has a counterpart in an earlier question and vice versa.
 * Words are counterparts when they are equal, one typing error apart, or share at least half of their letter trigrams (Dice's
 * coefficient, Dice 1945), which tolerates inflection. "Open on Monday?" and "Open on Tuesday?" are therefore different questions.
 */
final class FrustrationDetector {

	/** Earlier messages of the visitor that are compared, newest first. */
	private const LOOK_BACK = 5;

	/** Most content words compared of one message. */
	private const WORDS = 40;

	private const ALIKE = 0.5;

	/** Messages that ask nothing. */
	private const ASK_NOTHING = [ Intent::Greeting, Intent::Thanks, Intent::Goodbye, Intent::Agrees, Intent::Declines ];

	/** Least letters of a message, and least share of capitals, for shouting. */
	private const LETTERS = 12;

	private const CAPITALS = 0.8;

	public function __construct(
		private readonly IntentDetector $intents = new IntentDetector(),
	) {}

	/**
	 * Detects the signal of a visitor's newest message; null when there is none.
	 *
	 * @param list<ChatMessage> $history Earlier messages, oldest first.
	 */
	public function detect( string $message, array $history ): ?FrustrationSignal {
		$sign = match ( true ) {
			$this->was_refused_twice( $history ) => FrustrationSignal::Refusals,
			$this->is_asked_again( $message, $history ) => FrustrationSignal::Repeated,
			$this->is_shouted( $message ) => FrustrationSignal::Shouting,
			default => null,
		};
		// Detecting the intent is slow, and needed only where there may be a signal.
		if ( null === $sign && ! $this->intents->may_be_frustrated( $message ) ) {
			return null;
		}
		$intent = $this->intents->detect( $message )->intent;
		if ( Intent::Frustrated === $intent ) {
			return FrustrationSignal::Words;
		}
		return in_array( $intent, self::ASK_NOTHING, true ) ? null : $sign;
	}

	/**
	 * Whether the last two answers were refusals.
	 *
	 * @param list<ChatMessage> $history
	 */
	public function was_refused_twice( array $history ): bool {
		$answers = array_slice(
			array_values( array_filter( $history, static fn( ChatMessage $message ): bool => 'assistant' === $message->role ) ),
			-2,
		);
		return 2 === count( $answers ) && $answers[0]->refused && $answers[1]->refused;
	}

	/** @param list<ChatMessage> $history */
	private function is_asked_again( string $message, array $history ): bool {
		$asked = array_slice(
			array_values( array_filter( $history, static fn( ChatMessage $earlier ): bool => 'user' === $earlier->role ) ),
			-self::LOOK_BACK,
		);
		foreach ( $asked as $earlier ) {
			if ( $this->is_same( $message, $earlier->text ) ) {
				return true;
			}
		}
		return false;
	}

	/** Whether a message asks what an earlier one asked; thanks and greetings ask nothing. */
	public function asks_again( string $message, string $earlier ): bool {
		return $this->is_same( $message, $earlier )
			&& ! in_array( $this->intents->detect( $message )->intent, self::ASK_NOTHING, true );
	}

	private function is_same( string $message, string $earlier ): bool {
		$words  = Tokenizer::words_of_message( $message );
		$before = Tokenizer::words_of_message( $earlier );
		if ( count( $words ) > 1 && $words === $before ) {
			return true;
		}
		$own    = $this->significant( $words );
		$others = $this->significant( $before );
		return count( $own ) > 1 && $this->all_have_counterparts( $own, $others ) && $this->all_have_counterparts( $others, $own );
	}

	/**
	 * @param list<string> $words Folded.
	 *
	 * @return list<string>
	 */
	private function significant( array $words ): array {
		return array_slice( array_values( array_unique( StopWords::remove( $words ) ) ), 0, self::WORDS );
	}

	/**
	 * @param list<string> $words
	 * @param list<string> $others
	 */
	private function all_have_counterparts( array $words, array $others ): bool {
		foreach ( $words as $word ) {
			$found = false;
			foreach ( $others as $other ) {
				$found = $found || $this->is_alike( $word, $other );
			}
			if ( ! $found ) {
				return false;
			}
		}
		return [] !== $words;
	}

	/** Whether two words are counterparts. Numbers must be equal. */
	private function is_alike( string $word, string $other ): bool {
		if ( $word === $other || 1 === preg_match( '/\d/', $word . $other ) ) {
			return $word === $other;
		}
		if ( EditDistance::is_typo( $word, $other ) ) {
			return true;
		}
		return Similarity::between_texts( $word, $other ) >= self::ALIKE;
	}

	private function is_shouted( string $message ): bool {
		$message = mb_substr( $message, 0, 2000, 'UTF-8' );
		if ( 1 === preg_match( '/[!?][!?]{2,}/', $message ) ) {
			return true;
		}
		$letters  = preg_match_all( '/\p{L}/u', $message );
		$capitals = preg_match_all( '/\p{Lu}/u', $message );
		return $letters >= self::LETTERS && $capitals >= self::CAPITALS * $letters && count( Tokenizer::words_of_message( $message ) ) >= 3;
	}
}
