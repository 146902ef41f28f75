<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** A value that a page states about a subject: a price, a date, a delay, a telephone number or an e-mail address. */
final class Claim {

	/**
	 * @param string       $unit    Unit that comparable values share: currency, reference unit and tax of a price, `business` for working
	 *                              days.
	 * @param string       $bound   `from`, `to` or `about`; empty for a plain value.
	 * @param list<string> $keys    Possible normalised values (see Fact); for a delay its minimum and maximum in hours.
	 * @param list<string> $words   Stems of its subject, at most ClaimExtractor::WORDS; empty for the site as a whole.
	 * @param list<string> $around  All stems of its context, including headings and title.
	 * @param list<string> $heading Stems of its heading, when its sentence contains none of them.
	 * @param list<string> $topic   Stems of its page's title, when its sentence and heading contain none of them.
	 * @param bool         $general Whether the title of its page names no subject, as in questions, terms or contact.
	 * @param list<string> $numbers Other numbers in its clause and headings, sorted: "2 persons", "2025".
	 * @param list<string> $beside  Values of other kinds in the same clause, as `kind:key`.
	 * @param string       $value   The value as written.
	 * @param string       $quote   The sentence, at most ClaimExtractor::QUOTE characters.
	 * @param string       $section Hash of the headings above it: values under one heading are a list of variants.
	 * @param string       $anchor  Fragment of its heading; may be empty.
	 */
	public function __construct(
		public readonly ClaimKind $kind,
		public readonly string $unit,
		public readonly string $bound,
		public readonly array $keys,
		public readonly array $words,
		public readonly array $around,
		public readonly array $heading,
		public readonly array $topic,
		public readonly bool $general,
		public readonly array $numbers,
		public readonly array $beside,
		public readonly string $value,
		public readonly string $quote,
		public readonly string $section,
		public readonly string $anchor,
	) {}

	/** Encodes the claim for its database column. */
	public function to_json(): string {
		$values = get_object_vars( $this );
		unset( $values['kind'] );
		return (string) wp_json_encode( $values, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PARTIAL_OUTPUT_ON_ERROR );
	}

	/** Decodes a database column; null when it is damaged. */
	public static function from_json( ClaimKind $kind, string $json ): ?self {
		$values = json_decode( $json, true );
		if ( ! is_array( $values ) ) {
			return null;
		}
		$text  = static fn( string $key ): string => is_string( $values[ $key ] ?? null ) ? $values[ $key ] : '';
		$texts = static fn( string $key ): array => array_values( array_filter( (array) ( $values[ $key ] ?? [] ), is_string( ... ) ) );
		return new self(
			$kind,
			$text( 'unit' ),
			$text( 'bound' ),
			$texts( 'keys' ),
			$texts( 'words' ),
			$texts( 'around' ),
			$texts( 'heading' ),
			$texts( 'topic' ),
			true === ( $values['general'] ?? false ),
			$texts( 'numbers' ),
			$texts( 'beside' ),
			$text( 'value' ),
			$text( 'quote' ),
			$text( 'section' ),
			$text( 'anchor' ),
		);
	}
}
