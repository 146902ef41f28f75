<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Fact;
use Aaia\Chatbot\Language\FactExtractor;
use Aaia\Chatbot\Language\FactKind;

/** The comparable values of one sentence, and its other numbers. */
final class SentenceValues {

	private const KINDS = [
		'price' => ClaimKind::Price,
		'date'  => ClaimKind::Date,
		'phone' => ClaimKind::Phone,
		'email' => ClaimKind::Email,
	];

	/** Reference unit of a price, right after it: "per night". */
	private const PER = '~^ ?(?:/ ?|par |per |an? |each |l[ea] |l\')(\p{L}{2,})~iu';

	private const WITHOUT_TAX = '/\b(?:ht|hors taxes?|excl(?:\.|uding) (?:vat|tax))\b/iu';

	/**
	 * @param list<ExtractedValue> $values  Unordered.
	 * @param array<int, string>   $numbers Other numbers, by byte offset.
	 */
	private function __construct(
		public readonly string $text,
		public readonly array $values,
		public readonly array $numbers,
		public readonly string $rest,
	) {}

	/** Finds the values of a sentence. */
	public static function parse( string $sentence ): self {
		$text    = FactExtractor::normalize( $sentence );
		$values  = [];
		$numbers = [];
		$rest    = $text;
		foreach ( DurationParser::find( $text ) as $duration ) {
			$values[] = new ExtractedValue(
				ClaimKind::Delay,
				$duration->business ? 'business' : '',
				[ (string) $duration->least, (string) $duration->most ],
				$duration->value,
				$duration->at,
				$duration->bytes,
			);
		}
		foreach ( FactExtractor::extract( $text ) as $fact ) {
			if ( self::overlaps( $fact, $values ) ) {
				continue;
			}
			$kind = self::KINDS[ $fact->kind->value ] ?? null;
			if ( null !== $kind && self::is_comparable( $fact ) ) {
				$values[] = new ExtractedValue(
					$kind,
					ClaimKind::Price === $kind ? self::unit( $fact, $text ) : '',
					$fact->keys,
					$fact->value,
					$fact->at,
					$fact->bytes,
				);
			} elseif ( FactKind::Number === $fact->kind ) {
				$numbers[ $fact->at ] = $fact->keys[0];
			}
			$rest = substr_replace( $rest, str_repeat( ' ', $fact->bytes ), $fact->at, $fact->bytes );
		}
		foreach ( $values as $value ) {
			$rest = substr_replace( $rest, str_repeat( ' ', $value->bytes ), $value->at, $value->bytes );
		}
		return new self( $text, $values, $numbers, $rest );
	}

	/**
	 * Values of one kind, in the order of the text.
	 *
	 * @return list<ExtractedValue>
	 */
	public function of_kind( ClaimKind $kind ): array {
		$values = array_values( array_filter( $this->values, static fn( ExtractedValue $value ): bool => $kind === $value->kind ) );
		usort( $values, static fn( ExtractedValue $one, ExtractedValue $other ): int => $one->at <=> $other->at );
		return $values;
	}

	/** Whether a fact can be compared: a date needs a day. */
	private static function is_comparable( Fact $fact ): bool {
		return FactKind::Date !== $fact->kind || ! str_ends_with( $fact->keys[0], '-0' );
	}

	/** @param list<ExtractedValue> $values */
	private static function overlaps( Fact $fact, array $values ): bool {
		foreach ( $values as $value ) {
			if ( $fact->at < $value->at + $value->bytes && $value->at < $fact->at + $fact->bytes ) {
				return true;
			}
		}
		return false;
	}

	/** Currency, reference unit and tax of a price. */
	private static function unit( Fact $price, string $text ): string {
		$after = substr( $text, $price->at + $price->bytes, 60 );
		$per   = 1 === preg_match( self::PER, mb_scrub( $after, 'UTF-8' ), $found )
			? mb_strtolower( mb_substr( $found[1], 0, 4, 'UTF-8' ), 'UTF-8' )
			: '';
		$tax   = 1 === preg_match( self::WITHOUT_TAX, $text ) ? 'ht' : '';
		return trim( (string) strrchr( $price->keys[0], ' ' ) ) . '|' . $per . '|' . $tax;
	}
}
