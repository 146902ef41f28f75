<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Stemmer;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\Tokenizer;

/** What is expected of the answer to a test question. Checked without a model: the same answer always gets the same verdict. */
final class Expectation {

	/** Share of the reference's words that the answer must have, and all of its figures. */
	public const COVERED = 0.6;

	/** Least length of a word of a reference that counts, unless it is a figure. */
	private const LETTERS = 2;

	/**
	 * @param list<string> $sources   Documents by their ids in their sources, such as `post:12`: the answer must be from one of them.
	 * @param list<string> $contains  Each must be in the answer. Capitals, accents and spaces make no difference.
	 * @param list<string> $lacks     None may be in the answer.
	 * @param bool         $refuse    The assistant must say that it does not know.
	 * @param string       $reference A right answer, of which the answer must have 60 % of the words and all figures; empty for none.
	 */
	public function __construct(
		public readonly array $sources = [],
		public readonly array $contains = [],
		public readonly array $lacks = [],
		public readonly bool $refuse = false,
		public readonly string $reference = '',
	) {}

	public function is_empty(): bool {
		return [] === $this->sources && [] === $this->contains && [] === $this->lacks && ! $this->refuse && '' === $this->reference;
	}

	/**
	 * What is wrong with an answer, as pairs of a kind and a value.
	 *
	 * @param list<string> $cited Documents that the answer is from, by their ids in their sources.
	 *
	 * @return list<array{kind: 'source'|'contains'|'lacks'|'refuse'|'refused'|'reference', value: string}> Empty for a good answer.
	 */
	public function failures( string $answer, bool $refused, array $cited ): array {
		if ( $this->refuse ) {
			$failures = $refused ? [] : [ [ 'kind' => 'refuse', 'value' => '' ] ];
		} elseif ( $refused && ( [] !== $this->sources || [] !== $this->contains || '' !== $this->reference ) ) {
			return [ [ 'kind' => 'refused', 'value' => '' ] ];
		} else {
			$failures = [] !== $this->sources && [] === array_intersect( $this->sources, $cited ) ? [ [ 'kind' => 'source', 'value' => '' ] ] : [];
		}
		$text = self::plain( $answer );
		foreach ( $this->contains as $words ) {
			if ( ! str_contains( $text, self::plain( $words ) ) ) {
				$failures[] = [ 'kind' => 'contains', 'value' => $words ];
			}
		}
		foreach ( $this->lacks as $words ) {
			if ( str_contains( $text, self::plain( $words ) ) ) {
				$failures[] = [ 'kind' => 'lacks', 'value' => $words ];
			}
		}
		$missing = '' === $this->reference ? [] : $this->missing_words( $answer );
		return [] === $missing ? $failures : [
			...$failures,
			[ 'kind' => 'reference', 'value' => implode( ', ', array_slice( $missing, 0, 8 ) ) ],
		];
	}

	/** @return list<string> Words of the reference that the answer lacks; empty when it has enough of them and all figures. */
	private function missing_words( string $answer ): array {
		$there = array_flip( self::stems( $answer ) );
		$words = [];
		foreach ( StopWords::remove( Tokenizer::words( $this->reference ) ) as $word ) {
			if ( mb_strlen( $word ) >= self::LETTERS || ctype_digit( $word ) ) {
				$words[ Stemmer::stem( $word ) ] = $word;
			}
		}
		$missing = array_diff_key( $words, $there );
		$figures = array_filter( $missing, static fn( string $word ): bool => 1 === preg_match( '/\d/', $word ) );
		$is_near = count( $missing ) <= ( 1 - self::COVERED ) * count( $words );
		return array_values( $is_near ? $figures : [ ...$figures, ...array_diff_key( $missing, $figures ) ] );
	}

	/** @return list<string> */
	private static function stems( string $text ): array {
		return array_map( Stemmer::stem( ... ), Tokenizer::words( $text ) );
	}

	private static function plain( string $text ): string {
		return trim( (string) preg_replace( '/[\s\x{A0}\x{202F}]+/u', ' ', TextFolder::fold( $text ) ) );
	}

	public function to_json(): string {
		return (string) wp_json_encode( $this->to_array(), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
	}

	/** @return array{sources: list<string>, contains: list<string>, lacks: list<string>, refuse: bool, reference: string} */
	public function to_array(): array {
		return [
			'sources'   => $this->sources,
			'contains'  => $this->contains,
			'lacks'     => $this->lacks,
			'refuse'    => $this->refuse,
			'reference' => $this->reference,
		];
	}

	public static function from_json( string $json ): self {
		$read = json_decode( $json, true );
		$read = is_array( $read ) ? $read : [];
		$list = static fn( string $key ): array => array_values( array_filter( (array) ( $read[ $key ] ?? [] ), 'is_string' ) );
		return new self(
			$list( 'sources' ),
			$list( 'contains' ),
			$list( 'lacks' ),
			true === ( $read['refuse'] ?? false ),
			is_string( $read['reference'] ?? null ) ? $read['reference'] : '',
		);
	}
}
