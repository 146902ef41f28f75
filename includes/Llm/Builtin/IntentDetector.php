<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\ContactDetector;
use Aaia\Chatbot\Language\PhraseMatcher;
use Aaia\Chatbot\Language\Tokenizer;

/**
 * Detects the intent of a message in French and English: small talk, requests for a person, requests out of the site's scope, or a
 * question.
 *
 * Uses rules over word lists, so that every decision can be explained. A message that matches no rule is a question.
 */
final class IntentDetector {

	/** Most further words of a message that counts as contact details only. */
	private const WORDS_BESIDE_DETAILS = 4;

	/** Most words of a message such as "so you're just a bot?"; a longer one that ends in such a word is about something else. */
	private const WORDS_OF_DOUBT = 8;

	/**
	 * List => least letters of a word that typing errors are corrected to. Never for swearing; short words of frustration are too similar to
	 * others ("maire", "marre").
	 */
	private const EXACT = [
		'swearing'           => PHP_INT_MAX,
		'frustration_phrase' => 8,
	];

	/** Lists of signs of frustration. */
	private const SIGNS = [ 'swearing', 'frustration_phrase' ];

	/** @var list<Lexicon> */
	private readonly array $lexicons;

	/** @var list<PhraseMatcher> Made when asked for. */
	private array $matchers = [];

	/**
	 * @var array{string, list<string>, list<string>} Cache: the last message, its words, and the corrected text of each matcher. A message is
	 *                                                analyzed several times.
	 */
	private array $last = [ '', [], [] ];

	public function __construct( Lexicon ...$lexicons ) {
		$this->lexicons = [] === $lexicons ? [ new FrenchLexicon(), new EnglishLexicon() ] : array_values( $lexicons );
	}

	/** @return list<PhraseMatcher> One for each lexicon. */
	private function matchers(): array {
		return $this->matchers = [] === $this->matchers
			? array_map(
				static fn( Lexicon $lexicon ): PhraseMatcher => new PhraseMatcher( $lexicon->lists(), $lexicon->shorthand(), self::EXACT ),
				$this->lexicons,
			)
			: $this->matchers;
	}

	/** Detects the intent of one message, as typed. */
	public function detect( string $message ): DetectedIntent {
		[ $words, $corrected ] = $this->words( $message );
		if ( [] === $words || 1 !== preg_match( '/\p{L}/u', implode( '', $words ) ) ) {
			return new DetectedIntent( $this->is_contact_details( $message ) ? Intent::WantsContact : Intent::Unclear );
		}
		if ( $this->is_contact_details( $message ) ) {
			return new DetectedIntent( Intent::WantsContact );
		}
		$detected = $this->strongest( array_map( $this->detect_with( ... ), $this->matchers(), $corrected ) );
		return in_array( $detected->intent, [ Intent::TechnicalProblem, Intent::BeyondScope ], true ) && ! $detected->is_question
			? new DetectedIntent( $detected->intent, $this->ends_in_question( $message ) )
			: $detected;
	}

	/** Whether a problem is told first and a question follows ("my card was declined, when will you try again?"). */
	private function ends_in_question( string $message ): bool {
		$clauses = preg_split( '/[,;.!:…]+\s/u', $message, -1, PREG_SPLIT_NO_EMPTY );
		if ( false === $clauses || count( $clauses ) < 2 ) {
			return false;
		}
		$last = Tokenizer::words_of_message( $clauses[ count( $clauses ) - 1 ] );
		foreach ( $this->matchers() as $matcher ) {
			if ( $matcher->begins_with( $matcher->corrected( $last ), 'how', 'greeting', 'filler' ) ) {
				return true;
			}
		}
		return false;
	}

	/** Cheap pre-check: only messages that contain swearing or a phrase of frustration can have the intent Frustrated. */
	public function may_be_frustrated( string $message ): bool {
		$words = Tokenizer::words_of_message( $message );
		foreach ( $this->lexicons as $lexicon ) {
			$signs = new PhraseMatcher( array_intersect_key( $lexicon->lists(), array_flip( self::SIGNS ) ), $lexicon->shorthand(), self::EXACT );
			if ( $signs->has( $signs->corrected( $words ), ...self::SIGNS ) ) {
				return true;
			}
		}
		return false;
	}

	/** @return array{list<string>, list<string>} A message's words, and the corrected text of each matcher. */
	private function words( string $message ): array {
		if ( $message !== $this->last[0] ) {
			$words      = Tokenizer::words_of_message( $message );
			$this->last = [
				$message,
				$words,
				array_map( static fn( PhraseMatcher $matcher ): string => $matcher->corrected( $words ), $this->matchers() ),
			];
		}
		return [ $this->last[1], $this->last[2] ];
	}

	/**
	 * Returns the most specific intent of the languages' results; a message rarely matches rules of both.
	 *
	 * @param list<DetectedIntent> $readings
	 */
	private function strongest( array $readings ): DetectedIntent {
		$asked = false;
		foreach ( $readings as $reading ) {
			$asked = $asked || $reading->is_question;
			if ( $reading->intent->needs_person() ) {
				return $reading;
			}
		}
		foreach ( $readings as $reading ) {
			if ( Intent::Question !== $reading->intent ) {
				return $reading;
			}
		}
		return new DetectedIntent( Intent::Question, $asked );
	}

	private function detect_with( PhraseMatcher $matcher, string $text ): DetectedIntent {
		$small_talk = $this->small_talk( $matcher, $text );
		if ( null !== $small_talk ) {
			return new DetectedIntent( $small_talk );
		}
		$asked  = $matcher->begins_with( $text, 'how', 'greeting', 'filler' )
			|| $matcher->has_in_order( $text, [ 'know', 'how' ], 2 )
			|| $matcher->has( $text, 'what_now' );
		$intent = $this->request_intent( $matcher, $text, $asked ) ?? $this->out_of_scope_intent( $matcher, $text );
		if ( null === $intent && $matcher->is_mostly( $text, 'ask_who', 2 ) ) {
			$intent = Intent::WhoAreYou;
		}
		return new DetectedIntent( $intent ?? Intent::Question, $asked && ! $this->is_explicit_request( $matcher, $text ) );
	}

	private function small_talk( PhraseMatcher $matcher, string $text ): ?Intent {
		if ( ! $matcher->is_only( $text, 'greeting', 'thanks', 'goodbye', 'yes', 'no', 'filler' ) ) {
			return null;
		}
		return match ( true ) {
			$matcher->has( $text, 'goodbye' )  => Intent::Goodbye,
			$matcher->has( $text, 'no' )       => Intent::Declines,
			$this->is_thankful( $matcher, $text ) => Intent::Thanks,
			$matcher->has( $text, 'yes' )      => Intent::Agrees,
			$matcher->has( $text, 'thanks' )   => Intent::Thanks,
			$matcher->has( $text, 'greeting' ) => Intent::Greeting,
			default                            => null,
		};
	}

	/** "Ok, thanks" acknowledges; "yes, thanks" agrees. */
	private function is_thankful( PhraseMatcher $matcher, string $text ): bool {
		return $matcher->has( $text, 'thanks' ) && ! $matcher->has( $text, 'firm_yes' );
	}

	private function request_intent( PhraseMatcher $matcher, string $text, bool $asked ): ?Intent {
		if ( $matcher->has( $text, 'swearing' ) || ( ! $asked && $matcher->has( $text, 'frustration_phrase' ) ) ) {
			return Intent::Frustrated;
		}
		if ( $matcher->has( $text, 'contact_phrase' ) && ! $matcher->has( $text, 'not_contact' ) ) {
			return Intent::WantsContact;
		}
		$asks_human = ! $matcher->has( $text, 'not_ask_human' );
		if (
			$asks_human
			&&(
				$matcher->is_mostly( $text, 'ask_human', 2 )
				||(
					! $matcher->has( $text, 'want' )
					&& self::WORDS_OF_DOUBT >= substr_count( $text, ' ' ) - 1
					&& $matcher->ends_in_order( $text, [ 'you_are', 'machine' ], 2, 'filler' )
				)
			)
		) {
			return Intent::AreYouHuman;
		}
		if ( $matcher->has( $text, 'person_phrase' ) ) {
			return Intent::WantsPerson;
		}
		if ( $asks_human && $matcher->is_mostly( $text, 'ask_human', 8 ) ) {
			return Intent::AreYouHuman;
		}
		$wants = $matcher->is_only( $text, 'person_alone', 'filler', 'greeting' ) && $matcher->has( $text, 'person_alone' )
			|| $matcher->is_only( $text, 'want', 'talk', 'person', 'person_alone', 'filler', 'greeting' )
				&& $matcher->has( $text, 'person', 'person_alone' )
				&& $matcher->has( $text, 'want', 'talk' )
			|| $matcher->has_in_order( $text, [ 'want', 'talk', 'person' ], 3 );
		return $wants ? Intent::WantsPerson : null;
	}

	private function out_of_scope_intent( PhraseMatcher $matcher, string $text ): ?Intent {
		if ( $matcher->has( $text, 'technical_phrase' )
			|| $matcher->has_in_order( $text, [ 'thing', 'broken' ], 5 )
			|| $matcher->has_in_order( $text, [ 'broken', 'thing' ], 2 )
		) {
			return Intent::TechnicalProblem;
		}
		if ( $matcher->has( $text, 'scope_phrase' )
			|| $matcher->has_in_order( $text, [ 'act', 'own', 'matter' ], 2 )
			|| $matcher->has_in_order( $text, [ 'compose', 'work' ], 4 )
		) {
			return Intent::BeyondScope;
		}
		return null;
	}

	/** "Can I talk to someone?" has the form of a question but is a request. */
	private function is_explicit_request( PhraseMatcher $matcher, string $text ): bool {
		return $matcher->has( $text, 'person_phrase', 'swearing' );
	}

	/** Whether the message is an e-mail address or a telephone number with few further words. */
	private function is_contact_details( string $message ): bool {
		$found = [ ...ContactDetector::emails( $message ), ...ContactDetector::telephones( $message ) ];
		return [] !== $found && count( Tokenizer::words_of_message( str_replace( $found, ' ', $message ) ) ) <= self::WORDS_BESIDE_DETAILS;
	}
}
