<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/**
 * Decides whether two claims say different things of the same.
 *
 * Pure, symmetric, and made to keep silent when in doubt: an owner who is told twenty things that are right reads no twenty-first.
 * The rules and what they were measured with are in docs/decisions/0021.
 */
final class ContradictionRules {

	/** Share of a claim's words that the other one must have around it. */
	private const COVER = 0.75;

	/** Two lengths of time that differ by less are one: 12 months and a year. */
	private const NEAR = 1.04;

	/** Whether the claims, of documents in one language, contradict each other. In one document only what stands under different headings in the same words. */
	public static function contradict( Claim $one, Claim $other, bool $same_document = false ): bool {
		return ( ! $same_document || self::are_not_variants( $one, $other ) ) && $one->quote !== $other->quote && self::same_subject( $one, $other ) && self::differ( $one, $other );
	}

	/** Whether two claims of one document are no list of variants: the very same words under different headings, none of which narrows them. */
	private static function are_not_variants( Claim $one, Claim $other ): bool {
		return $one->section !== $other->section && [] !== $one->words
			&& [] === array_diff( $one->words, $other->words ) && [] === array_diff( $other->words, $one->words )
			&& [] === array_diff( $one->heading, $other->around ) && [] === array_diff( $other->heading, $one->around );
	}

	/** Whether both are values of one and the same thing. */
	public static function same_subject( Claim $one, Claim $other ): bool {
		if ( $one->kind !== $other->kind || $one->bound !== $other->bound || $one->numbers !== $other->numbers || ! self::same_unit( $one, $other ) ) {
			return false;
		}
		if ( [] === $one->words || [] === $other->words ) {
			return [] === $one->words && [] === $other->words;
		}
		if ( [] === array_intersect( $one->words, $other->words ) || ! self::covers( $one->words, $other->around ) || ! self::covers( $other->words, $one->around ) ) {
			return false;
		}
		// Each has a word of its own: adults and children, one town and another.
		if ( [] !== array_diff( $one->words, $other->around ) && [] !== array_diff( $other->words, $one->around ) ) {
			return false;
		}
		return self::headings_agree( $one, $other ) && self::topics_agree( $one, $other ) && self::other_values_agree( $one, $other );
	}

	/** Whether no reading of one value is a reading of the other. */
	public static function differ( Claim $one, Claim $other ): bool {
		return match ( $one->kind ) {
			ClaimKind::Date  => self::dates_differ( $one->keys, $other->keys ),
			ClaimKind::Delay => self::delays_differ( $one, $other ),
			default          => [] === array_intersect( $one->keys, $other->keys ),
		};
	}

	private static function same_unit( Claim $one, Claim $other ): bool {
		return ClaimKind::Delay === $one->kind || $one->unit === $other->unit;
	}

	/**
	 * @param list<string> $words
	 * @param list<string> $around
	 */
	private static function covers( array $words, array $around, float $share = self::COVER ): bool {
		return count( array_intersect( $words, $around ) ) >= $share * count( $words );
	}

	/**
	 * A heading that the sentence does not repeat narrows what is said: under "Overseas" the same words mean something else.
	 *
	 * On a page that is about nothing in particular, such as terms or questions, headings are subjects instead: there only two of them that
	 * differ narrow it.
	 */
	private static function headings_agree( Claim $one, Claim $other ): bool {
		$mine   = [] === array_diff( $one->heading, $other->around );
		$others = [] === array_diff( $other->heading, $one->around );
		return $mine && $others || ( $mine || $one->general && [] === $other->heading ) && ( $others || $other->general && [] === $one->heading );
	}

	/** So does a title; but only two pages about different things both narrow it. */
	private static function topics_agree( Claim $one, Claim $other ): bool {
		return [] === array_diff( $one->topic, $other->around ) || [] === array_diff( $other->topic, $one->around );
	}

	/** Where both sentences give values of another kind too, and these differ, they speak of two variants. */
	private static function other_values_agree( Claim $one, Claim $other ): bool {
		foreach ( ClaimKind::cases() as $kind ) {
			$of   = static fn( Claim $claim ): array => array_filter( $claim->beside, static fn( string $value ): bool => str_starts_with( $value, $kind->value . ':' ) );
			$mine = $of( $one );
			if ( [] !== $mine && [] !== $of( $other ) && [] === array_intersect( $mine, $of( $other ) ) ) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Two days of one year. Days of different years are what comes again every year.
	 *
	 * @param list<string> $mine
	 * @param list<string> $others
	 */
	private static function dates_differ( array $mine, array $others ): bool {
		$comparable = false;
		foreach ( $mine as $one ) {
			foreach ( $others as $other ) {
				[ $year, $month, $day ]                   = array_map( intval( ... ), explode( '-', $one . '-0-0' ) );
				[ $other_year, $other_month, $other_day ] = array_map( intval( ... ), explode( '-', $other . '-0-0' ) );
				$same_year                                = $year === $other_year || 0 === $year || 0 === $other_year;
				if ( $same_year && $month === $other_month && $day === $other_day ) {
					return false;
				}
				$comparable = $comparable || $same_year;
			}
		}
		return $comparable;
	}

	private static function delays_differ( Claim $one, Claim $other ): bool {
		[ $least, $most ]             = self::hours_range( $one, $one->unit !== $other->unit );
		[ $other_least, $other_most ] = self::hours_range( $other, $one->unit !== $other->unit );
		return $least > $other_most * self::NEAR || $other_least > $most * self::NEAR;
	}

	/** @return array{float, float} In hours; working days beside calendar days may be up to two fifths more. */
	private static function hours_range( Claim $claim, bool $mixed ): array {
		$least = (float) ( $claim->keys[0] ?? 0 );
		$most  = (float) ( $claim->keys[1] ?? $least );
		return [ $least, $mixed && 'business' === $claim->unit ? $most * 1.4 + 48 : $most ];
	}
}
