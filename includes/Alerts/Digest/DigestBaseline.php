<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Digest;

defined( 'ABSPATH' ) || exit;

/** The usual figures: means of the same days of earlier weeks, formatted. */
final class DigestBaseline {

	/** @param list<DigestCounts> $counts Earlier periods; empty on a new site. */
	public function __construct( private readonly array $counts ) {}

	/**
	 * The mean of one figure; null without earlier periods.
	 *
	 * @param \Closure(DigestCounts): int $figure
	 * @param int                         $unit   1 for counts; 1,000,000 for amounts.
	 */
	public function number( \Closure $figure, int $unit = 1 ): ?string {
		if ( [] === $this->counts ) {
			return null;
		}
		$sum  = array_sum( array_map( $figure, $this->counts ) );
		$mean = $sum / count( $this->counts );
		return 1 === $unit
			? number_format_i18n( $mean, 0 === $sum % count( $this->counts ) ? 0 : 1 )
			: ( 0 === $sum ? '0' : self::amount( $mean ) );
	}

	/** Percentage of all questions that were answered; null without any. */
	public function share_answered(): ?string {
		$answers = array_sum( array_map( static fn( DigestCounts $one ): int => $one->answers, $this->counts ) );
		$refused = array_sum( array_map( static fn( DigestCounts $one ): int => $one->refused, $this->counts ) );
		return 0 === $answers ? null : number_format_i18n( 100 * ( $answers - $refused ) / $answers ) . '%';
	}

	/** Good and bad ratings, as "3 / 1"; null without earlier periods. */
	public function ratings(): ?string {
		$up   = $this->number( static fn( DigestCounts $one ): int => $one->up );
		$down = $this->number( static fn( DigestCounts $one ): int => $one->down );
		return null === $up || null === $down ? null : "$up / $down";
	}

	/** Millionths of a currency as an amount: two decimals, four when it is small. */
	public static function amount( int|float $micro ): string {
		$amount = $micro / 1_000_000;
		return number_format_i18n( $amount, 0.0 === $amount || $amount >= 1 ? 2 : 4 );
	}
}
