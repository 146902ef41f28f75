<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/**
 * Decides whether two claims give different values for the same subject.
 *
 * Pure and symmetric. Prefers precision to recall: owners who see many false findings stop reading them.
 * The rules and their measurements are in docs/decisions/0021.
 */
final class ContradictionRules {

	/** Share of a claim's words that must occur in the context of the other. */
	private const COVER = 0.75;

	/** Ratio up to which two durations are equal, such as 12 months and a year. */
	private const NEAR = 1.04;

	/**
	 * Whether two claims, of documents in one language, contradict each other. Within one document only claims with the same words under
	 * different headings can.
	 */
	public static function contradict( Claim $one, Claim $other, bool $same_document = false ): bool {
		return ( ! $same_document || self::are_not_variants( $one, $other ) )
			&& $one->quote !== $other->quote
			&& self::same_subject( $one, $other )
			&& self::differ( $one, $other );
	}

	/** Whether two claims of one document are not variants: the same words under different headings, neither of which narrows the subject. */
	private static function are_not_variants( Claim $one, Claim $other ): bool {
		return $one->section !== $other->section && [] !== $one->words
			&& [] === array_diff( $one->words, $other->words ) && [] === array_diff( $other->words, $one->words )
			&& [] === array_diff( $one->heading, $other->around ) && [] === array_diff( $other->heading, $one->around );
	}

	/** Whether both claims have the same subject. */
	public static function same_subject( Claim $one, Claim $other ): bool {
		if (
			$one->kind !== $other->kind
			|| $one->bound !== $other->bound
			|| $one->numbers !== $other->numbers
			|| ! self::same_unit( $one, $other )
		) {
			return false;
		}
		if ( [] === $one->words || [] === $other->words ) {
			return [] === $one->words && [] === $other->words;
		}
		if (
			[] === array_intersect( $one->words, $other->words )
			|| ! self::covers( $one->words, $other->around )
			|| ! self::covers( $other->words, $one->around )
		) {
			return false;
		}
		// Each has a word that the other lacks: adults and children, two towns.
		if ( [] !== array_diff( $one->words, $other->around ) && [] !== array_diff( $other->words, $one->around ) ) {
			return false;
		}
		return self::headings_agree( $one, $other ) && self::topics_agree( $one, $other ) && self::other_values_agree( $one, $other );
	}

	/** Whether the possible values of the claims have nothing in common. */
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
	private static function covers( array $words, array $around ): bool {
		return count( array_intersect( $words, $around ) ) >= self::COVER * count( $words );
	}

	/**
	 * Whether headings do not distinguish the subjects. A heading that the sentence does not repeat narrows it: under "Overseas" the same
	 * words have another meaning.
	 *
	 * On a page without a subject of its own, such as terms or questions, headings are the subjects: there only two different
	 * headings distinguish them.
	 */
	private static function headings_agree( Claim $one, Claim $other ): bool {
		$mine   = [] === array_diff( $one->heading, $other->around );
		$others = [] === array_diff( $other->heading, $one->around );
		return ( $mine || $one->general && [] === $other->heading ) && ( $others || $other->general && [] === $one->heading );
	}

	/** Whether titles do not distinguish the subjects; only two titles that both narrow it do. */
	private static function topics_agree( Claim $one, Claim $other ): bool {
		return [] === array_diff( $one->topic, $other->around ) || [] === array_diff( $other->topic, $one->around );
	}

	/** Whether values of other kinds agree. Two sentences that differ in them describe two variants. */
	private static function other_values_agree( Claim $one, Claim $other ): bool {
		foreach ( ClaimKind::cases() as $kind ) {
			$of   = static fn( Claim $claim ): array => array_filter(
				$claim->beside,
				static fn( string $value ): bool => str_starts_with( $value, $kind->value . ':' ),
			);
			$mine = $of( $one );
			if ( [] !== $mine && [] !== $of( $other ) && [] === array_intersect( $mine, $of( $other ) ) ) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether two dates of the same year differ. Dates of different years belong to yearly events.
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

	/**
	 * @return array{float, float} Minimum and maximum in hours; working days compared with calendar days may be two fifths and a weekend
	 *                             longer.
	 */
	private static function hours_range( Claim $claim, bool $mixed ): array {
		$least = (float) ( $claim->keys[0] ?? 0 );
		$most  = (float) ( $claim->keys[1] ?? $least );
		return [ $least, $mixed && 'business' === $claim->unit ? $most * 1.4 + 48 : $most ];
	}
}
