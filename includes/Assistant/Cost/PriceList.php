<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Cost;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;

/**
 * What models cost, by the owner's own list: prices change, so none is shipped. A model that is not on it costs an unknown amount, never nothing.
 */
final class PriceList {

	/** The built-in assistant, which costs nothing. */
	public const BUILTIN = 'builtin';

	public function __construct( private readonly Settings $settings ) {}

	/** ISO 4217 code of the currency prices are in. */
	public function currency(): string {
		return $this->settings->text( 'price_currency' );
	}

	/** The price of a model; of several lines that name it the most exact one, and of those the first. Null when none does. */
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
	 * What an answer cost, millionths of the currency.
	 *
	 * @param ?int $input_tokens  Null when the provider did not say, so that the cost is not known either.
	 * @param ?int $output_tokens The same.
	 *
	 * @return ?int Null when it is unknown.
	 */
	public function cost( string $model, ?int $input_tokens, ?int $output_tokens ): ?int {
		$price = $this->for_model( $model );
		return self::BUILTIN === $model ? 0 : ( null === $price || null === $input_tokens || null === $output_tokens ? null : $price->cost( $input_tokens, $output_tokens ) );
	}
}
