<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Chunk;
use Aaia\Chatbot\Language\FactExtractor;
use Aaia\Chatbot\Language\SentenceSplitter;
use Aaia\Chatbot\Support\Text;

/**
 * Extracts the claims of a page: prices, dates, delays, telephone numbers and e-mail addresses, each with the words of its subject.
 *
 * Pure. Where a sentence does not name the subject, its heading and then the title of the page complete it. Sentences with several
 * values of a kind are split into clauses; a clause that still contains two is skipped, because their subjects are ambiguous.
 */
final class ClaimExtractor {

	/** Maximum claims per document: a price list of hundreds of lines is a list of variants. */
	public const MOST = 80;

	/** Maximum stems of a subject: longer sentences are narration, not statements. */
	public const WORDS = 10;

	/** Maximum characters of a quoted sentence. */
	public const QUOTE = 300;

	/** Maximum bytes of a sentence; longer ones are no statements. */
	private const SENTENCE = 600;

	private const CLAUSE = '/[;,•|]| et (?!l?es? )| and | puis | then |(?<=\)) /iu';

	/** Fast test before a sentence is parsed. */
	private const MAY_HOLD = '/[\d@]|\b(?:un|une|one|deux|two|trois|three|quatre|four|cinq|five|six|sept|seven|huit|eight|dix|ten|'
		. 'quinze|fifteen|trente|thirty) (?:jour|day|semaine|week|mois|month|an\b|year|business|working)/iu';

	public function __construct( private readonly KeywordExtractor $keywords ) {}

	/**
	 * @param list<Chunk> $chunks In reading order.
	 *
	 * @return list<Claim> At most MOST.
	 */
	public function extract( string $title, array $chunks ): array {
		$claims = [];
		foreach ( $chunks as $chunk ) {
			$asked = '';
			foreach ( SentenceSplitter::sentences( $chunk->text ) as $sentence ) {
				if ( '' !== $title && strlen( $sentence ) <= self::SENTENCE && 1 === preg_match( self::MAY_HOLD, $sentence ) ) {
					array_push( $claims, ...$this->from_sentence( $sentence, $title, $chunk, $asked ) );
				}
				$asked = 1 === preg_match( '/[?:]\s*$/u', $sentence ) ? $sentence : '';
				if ( count( $claims ) >= self::MOST ) {
					return $this->keep_unambiguous( array_slice( $claims, 0, self::MOST ) );
				}
			}
		}
		return $this->keep_unambiguous( $claims );
	}

	/**
	 * Removes claims without a subject, except a page's only telephone number or e-mail address, which then belongs to the whole site.
	 *
	 * @param list<Claim> $claims
	 *
	 * @return list<Claim>
	 */
	private function keep_unambiguous( array $claims ): array {
		$values = [];
		foreach ( $claims as $claim ) {
			$values[ $claim->kind->value ][ $claim->keys[0] ] = true;
		}
		return array_values(
			array_filter(
				$claims,
				static fn( Claim $claim ): bool => [] !== $claim->words || in_array(
					$claim->kind,
					[ ClaimKind::Phone, ClaimKind::Email ],
					true,
				) && 1 === count( $values[ $claim->kind->value ] ?? [] )
			)
		);
	}

	/** @return list<Claim> */
	private function from_sentence( string $sentence, string $title, Chunk $chunk, string $asked ): array {
		$sentence_values = SentenceValues::parse( $sentence );
		if ( [] === $sentence_values->values || ! BoundParser::has_plain_values( $sentence_values->text ) ) {
			return [];
		}
		$claims = [];
		foreach ( ClaimKind::cases() as $kind ) {
			$values  = $sentence_values->of_kind( $kind );
			$clauses = count( $values ) > 1 ? $this->clauses( $sentence_values, $values ) : [ [ 0, strlen( $sentence_values->text ), '' ] ];
			foreach ( $clauses as [ $from, $to, $lead ] ) {
				$inside = array_values( array_filter( $values, static fn( ExtractedValue $value ): bool => $value->at >= $from && $value->at < $to ) );
				if ( 1 === count( $inside ) ) {
					$claim = $this->claim( $inside[0], $sentence_values, $from, $to, $lead, $title, $chunk, $asked );
					if ( null !== $claim ) {
						$claims[] = $claim;
					}
				}
			}
		}
		return $claims;
	}

	/**
	 * Start and end of the clauses of a sentence, with the text before the first value, which applies to all of them.
	 *
	 * @param list<ExtractedValue> $values At least two.
	 *
	 * @return list<array{int, int, string}>
	 */
	private function clauses( SentenceValues $sentence_values, array $values ): array {
		preg_match_all( self::CLAUSE, $sentence_values->rest, $cuts, PREG_OFFSET_CAPTURE );
		$places  = [ 0, ...array_column( $cuts[0], 1 ), strlen( $sentence_values->text ) ];
		$clauses = [];
		$lead    = '';
		for ( $at = 0; $at < count( $places ) - 1; $at++ ) {
			[ $from, $to ] = [ $places[ $at ], $places[ $at + 1 ] ];
			if ( $to <= $values[0]->at ) {
				$lead .= ' ' . substr( $sentence_values->rest, $from, $to - $from );
			} else {
				$clauses[] = [ $from, $to, $lead ];
			}
		}
		return $clauses;
	}

	private function claim(
		ExtractedValue $value,
		SentenceValues $sentence_values,
		int $from,
		int $to,
		string $lead,
		string $title,
		Chunk $chunk,
		string $asked,
	): ?Claim {
		$kind  = $value->kind;
		$bound = BoundParser::parse(
			mb_scrub( substr( $sentence_values->text, max( 0, $value->at - 40 ), min( 40, $value->at ) ), 'UTF-8' ),
			mb_scrub( substr( $sentence_values->text, $value->at + $value->bytes, 30 ), 'UTF-8' ),
		);
		if ( 'range' === $bound ) {
			return null;
		}
		$said    = $this->keywords->from_text( $lead . ' ' . substr( $sentence_values->rest, $from, $to - $from ), $kind );
		$nearest = (string) ( $chunk->headings[ count( $chunk->headings ) - 1 ] ?? '' );
		$heading = $this->keywords->from_heading( $nearest . ' ' . $asked, $kind );
		$topic   = $this->keywords->from_heading( $title, $kind );
		$named   = [] !== $said && in_array( $kind, [ ClaimKind::Phone, ClaimKind::Email ], true );
		$words   = $named ? $said : $this->subject_words( $said, $heading, $topic );
		if ( count( $words ) > self::WORDS ) {
			return null;
		}
		return new Claim(
			$kind,
			$value->unit,
			$bound,
			$value->keys,
			$words,
			array_values(
				array_unique( [ ...$said, ...$heading, ...$topic, ...$this->keywords->from_heading( implode( ' ', $chunk->headings ), $kind ) ] ),
			),
			[] === array_intersect( $said, $heading ) ? array_values( array_diff( $heading, $words ) ) : [],
			[] === array_intersect( [ ...$said, ...$heading ], $topic ) ? array_values( array_diff( $topic, $words ) ) : [],
			[] === $topic,
			$this->numbers( $sentence_values, $from, $to, $nearest . ' ' . $title ),
			$this->other_values( $sentence_values, $value, $from, $to ),
			$value->value,
			$this->quote( $sentence_values->text, $value ),
			md5( implode( "\n", $chunk->headings ) ),
			$chunk->anchor,
		);
	}

	/**
	 * @param list<string> $said
	 * @param list<string> $heading
	 * @param list<string> $topic
	 *
	 * @return list<string>
	 */
	private function subject_words( array $said, array $heading, array $topic ): array {
		$words = $said;
		if ( count( $words ) < 2 && [] === array_intersect( $words, $topic ) ) {
			$words = array_values( array_unique( [ ...$words, ...$heading ] ) );
			if ( count( $words ) < 2 && [] === array_intersect( $words, $topic ) || [] === $said ) {
				$words = array_values( array_unique( [ ...$words, ...$topic ] ) );
			}
		}
		return $words;
	}

	/** @return list<string> */
	private function numbers( SentenceValues $sentence_values, int $from, int $to, string $headings ): array {
		$numbers = array_values( array_filter(
			$sentence_values->numbers,
			static fn( int $at ): bool => $at >= $from && $at < $to,
			ARRAY_FILTER_USE_KEY,
		) );
		$above   = FactExtractor::normalize( (string) preg_replace(
			'/^\s*(?:\d{1,2}(?:\.\d{1,2})*\s*[.):-]|(?:article|chapitre|chapter|section|step|[ée]tape|question)\s+\d{1,3})\s*/iu',
			'',
			$headings,
		) );
		preg_match_all( '/\d+/', $above, $found );
		$numbers = array_unique( [ ...$numbers, ...$found[0] ] );
		sort( $numbers, SORT_STRING );
		return array_map( strval( ... ), $numbers );
	}

	/** @return list<string> */
	private function other_values( SentenceValues $sentence_values, ExtractedValue $value, int $from, int $to ): array {
		$beside = [];
		foreach ( $sentence_values->values as $other ) {
			if (
				$other->kind !== $value->kind
				&& $other->at >= $from
				&& $other->at < $to
				&& ! in_array( $other->kind, [ ClaimKind::Phone, ClaimKind::Email ], true )
			) {
				$beside[] = $other->kind->value . ':' . implode( '~', $other->keys );
			}
		}
		return $beside;
	}

	/** The sentence, or the part of a long one around the value. */
	private function quote( string $sentence, ExtractedValue $value ): string {
		if ( mb_strlen( $sentence, 'UTF-8' ) <= self::QUOTE ) {
			return Text::line( $sentence );
		}
		$before = mb_strlen( substr( $sentence, 0, $value->at ), 'UTF-8' );
		$begin  = max( 0, $before - intdiv( self::QUOTE, 2 ) );
		return ( $begin > 0 ? '…' : '' ) . Text::truncate( Text::line( mb_substr( $sentence, $begin, null, 'UTF-8' ) ), self::QUOTE );
	}
}
