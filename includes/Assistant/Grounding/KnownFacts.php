<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Grounding;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Fact;
use Aaia\Chatbot\Language\FactExtractor;
use Aaia\Chatbot\Language\FactKind;
use Aaia\Chatbot\Language\NumberParser;

/** What an answer may take its figures and addresses from: texts, read once. */
final class KnownFacts {

	/** @var array<string, array<string, true>> Keys by kind. */
	private array $keys = [];

	/** @var array<array-key, true> Every number, wherever it stands. */
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

	/** Whether a fact stands in the texts, in whatever form. */
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

	/** A path alone is meant on this site: some known address ends in it. */
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
			// PHP makes integers of such keys.
			if ( ltrim( (string) $known, '0' ) === ltrim( $key, '0' ) ) {
				return true;
			}
		}
		return false;
	}

	/** Day and month must agree; a year must too, or stand elsewhere in texts whose date has none. */
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

	/** The amount in its currency, or an amount without one: tables often name it in their heading only. */
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
