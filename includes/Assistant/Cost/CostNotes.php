<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Cost;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\UsageRepository;
use Aaia\Chatbot\Http\SettingNotes;
use Aaia\Chatbot\Settings\Settings;

/**
 * Notes shown beside the prices: the cost of today and this month, and caps in money that cannot be enforced.
 *
 * @phpstan-import-type Total from UsageRepository
 */
final class CostNotes implements SettingNotes {

	/**
	 * Most tokens reserved for one call: six passages of 1,800 characters, 8,000 of history, 8,000 of instructions and rules, 1,000 tokens
	 * of answer.
	 */
	private const ONE_QUESTION = 10_000;

	public function __construct(
		private readonly UsageRepository $usage,
		private readonly PriceList $prices,
		private readonly Settings $settings,
	) {}

	public function notes(): array {
		$now   = $this->usage->now();
		$notes = [ 'model_prices' => sprintf(
			/* translators: 1: cost of today such as "0.12 EUR (34 answers)", 2: the same of this month. */
			__( 'Today: %1$s. This month: %2$s.', 'aaia-chatbot' ),
			$this->total( $now['day'] ),
			$this->total( $now['month'] ),
		) ];
		foreach ( [ 'token_cap_day', 'token_cap_month', 'token_cap_visitor' ] as $cap ) {
			if ( $this->settings->int( $cap ) > 0 && $this->settings->int( $cap ) < self::ONE_QUESTION ) {
				$notes[ $cap ] = sprintf(
					/* translators: %s: number of tokens. */
					__(
						'A question, its passages and the answer can need up to %s tokens, which are reserved in advance: this cap may let none through to the model.',
						'aaia-chatbot',
					),
					number_format_i18n( self::ONE_QUESTION ),
				);
			}
		}
		$model = $this->settings->text( 'model' );
		if ( PriceList::BUILTIN !== $this->settings->text( 'provider' ) && null === $this->prices->for_model( $model ) ) {
			foreach ( [ 'cost_cap_day', 'cost_cap_month' ] as $cap ) {
				if ( '' !== $this->settings->text( $cap ) ) {
					$notes[ $cap ] = '' === $model
						? __(
							'WordPress chooses the model, so its price is known only after each answer: this cap can be exceeded by one answer. A token cap can’t.',
							'aaia-chatbot',
						)
						/* translators: %s: name of a model. */
						: sprintf( __( '%s has no price above, so this cap can’t work. Enter its price, or set a token cap.', 'aaia-chatbot' ), $model );
				}
			}
		}
		return $notes;
	}

	/** @param Total $total */
	private function total( array $total ): string {
		$sums = [ self::amount( $total['micro'], $total['currency'] ) ];
		foreach ( $total['other'] as $currency => $micro ) {
			$sums[] = self::amount( $micro, $currency );
		}
		/* translators: %s: number of answers. */
		$answers = sprintf( _n( '%s answer', '%s answers', $total['answers'], 'aaia-chatbot' ), number_format_i18n( $total['answers'] ) );
		if ( $total['unknown_answers'] > 0 ) {
			/* translators: 1: such as "34 answers", 2: how many of them. */
			$answers = sprintf( __( '%1$s, the cost of %2$s unknown', 'aaia-chatbot' ), $answers, number_format_i18n( $total['unknown_answers'] ) );
		}
		return implode( ' + ', $sums ) . ' (' . $answers . ')';
	}

	/** Formats millionths of a currency: "0.12 EUR"; small amounts with more decimals. */
	private static function amount( int $micro, string $currency ): string {
		return number_format_i18n( $micro / 1_000_000, $micro > 0 && $micro < 1_000_000 ? 4 : 2 ) . ' ' . $currency;
	}
}
