<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Cost;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;

/**
 * The owner's list of model prices. None are shipped, because prices change. The cost of a model that is not listed is unknown, never
 * zero.
 */
final class PriceList {

	/** The built-in assistant, which costs nothing. */
	public const BUILTIN = 'builtin';

	public function __construct( private readonly Settings $settings ) {}

	/** ISO 4217 code of the currency of all prices. */
	public function currency(): string {
		return $this->settings->text( 'price_currency' );
	}

	/** Returns the price of a model: the matching line of highest precedence, the first among equals. Null when none matches. */
	public function for_model( string $model ): ?Price {
		if ( self::BUILTIN === $model ) {
			return new Price( $model, 0, 0 );
		}
		$best = null;
		foreach ( $this->settings->list( 'model_prices' ) as $line ) {
			$price = Price::from_line( $line );
			if ( null !== $price && $price->is_for( $model ) && ( null === $best || $price->precision() > $best->precision() ) ) {
				$best = $price;
			}
		}
		return $best;
	}

	/**
	 * Computes the cost of an answer, in millionths of the currency.
	 *
	 * @param ?int $input_tokens  Null when the provider did not report them; the cost is then unknown.
	 * @param ?int $output_tokens Likewise.
	 *
	 * @return ?int Null when it is unknown.
	 */
	public function cost( string $model, ?int $input_tokens, ?int $output_tokens ): ?int {
		$price = $this->for_model( $model );
		return self::BUILTIN === $model
			? 0
			: ( null === $price || null === $input_tokens || null === $output_tokens ? null : $price->cost( $input_tokens, $output_tokens ) );
	}
}
