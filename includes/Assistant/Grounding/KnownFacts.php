<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Grounding;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Fact;
use Aaia\Chatbot\Language\FactExtractor;
use Aaia\Chatbot\Language\FactKind;
use Aaia\Chatbot\Language\NumberParser;

/** The facts of the source texts, against which those of an answer are checked. */
final class KnownFacts {

	/** @var array<string, array<string, true>> Keys by kind. */
	private array $keys = [];

	/** @var array<array-key, true> Every number in the texts, also within other facts. */
	private array $numbers = [];

	/** @param list<string> $texts */
	public function __construct( array $texts ) {
		$text = implode( "\n\n", $texts );
		foreach ( FactExtractor::extract( $text ) as $fact ) {
			foreach ( $fact->keys as $key ) {
				$this->keys[ $fact->kind->value ][ $key ] = true;
			}
		}
		$this->numbers = NumberParser::all_in( FactExtractor::normalize( $text ) );
	}

	/** Whether the texts contain a fact, in any notation. */
	public function contains( Fact $fact ): bool {
		foreach ( $fact->keys as $key ) {
			$held = match ( $fact->kind ) {
				FactKind::Email  => $this->has( FactKind::Email, $key ),
				FactKind::Url    => $this->has_address( $key ),
				FactKind::Phone  => $this->has_telephone( $key ),
				FactKind::Date   => $this->has_date( $key ),
				FactKind::Price  => $this->has_price( $key ),
				FactKind::Time   => $this->has( FactKind::Time, $key ) || str_ends_with( $key, ':00' ) && $this->has_number( substr( $key, 0, -3 ) ),
				FactKind::Number => $this->has_number( $key ),
			};
			if ( $held ) {
				return true;
			}
		}
		return false;
	}

	private function has( FactKind $kind, string $key ): bool {
		return isset( $this->keys[ $kind->value ][ $key ] );
	}

	private function has_number( string $number ): bool {
		return isset( $this->numbers[ $number ] );
	}

	/** A path without host refers to this site: a known address must end with it. */
	private function has_address( string $key ): bool {
		if ( ! str_starts_with( $key, '/' ) ) {
			return $this->has( FactKind::Url, $key );
		}
		foreach ( array_keys( $this->keys[ FactKind::Url->value ] ?? [] ) as $known ) {
			if ( str_ends_with( (string) $known, $key ) ) {
				return true;
			}
		}
		return false;
	}

	private function has_telephone( string $key ): bool {
		foreach ( array_keys( $this->keys[ FactKind::Phone->value ] ?? [] ) as $known ) {
			// PHP converts numeric keys to integers.
			if ( ltrim( (string) $known, '0' ) === ltrim( $key, '0' ) ) {
				return true;
			}
		}
		return false;
	}

	/** Day and month must match. The year must match too, or occur elsewhere in the texts when their date has none. */
	private function has_date( string $key ): bool {
		[ $year, $month, $day ] = explode( '-', $key );
		foreach ( array_keys( $this->keys[ FactKind::Date->value ] ?? [] ) as $known ) {
			[ $its_year, $its_month, $its_day ] = explode( '-', (string) $known );
			$same_day                           = $month === $its_month && ( '0' === $day || $day === $its_day );
			if ( $same_day && ( '0' === $year || $year === $its_year || '0' === $its_year && $this->has_number( $year ) ) ) {
				return true;
			}
		}
		return false;
	}

	/** The amount in its currency, or the number without a currency: tables often give it only in their heading. */
	private function has_price( string $key ): bool {
		if ( $this->has( FactKind::Price, $key ) ) {
			return true;
		}
		[ $amount ] = explode( ' ', $key );
		foreach ( array_keys( $this->keys[ FactKind::Price->value ] ?? [] ) as $known ) {
			if ( str_starts_with( (string) $known, $amount . ' ' ) ) {
				return false;
			}
		}
		return $this->has_number( $amount );
	}
}
