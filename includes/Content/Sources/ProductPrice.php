<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

/** Writes prices of WooCommerce products as text. */
final class ProductPrice {

	/**
	 * The price, and the end of a sale.
	 *
	 * @return list<string> Empty for a product without a price.
	 */
	public function lines( \WC_Product $product ): array {
		$price = $this->text( $product );
		if ( '' === $price ) {
			return [];
		}
		/* translators: %s: a price, such as "19.90 €" or "from 10 € to 30 €". */
		$lines   = [ sprintf( __( 'Price: %s', 'aaia-chatbot' ), $price ) ];
		$is_ours = $price === $this->computed( $product );
		$suffix  = $is_ours ? self::plain( $product->get_price_suffix() ) : '';
		if ( '' !== $suffix ) {
			$lines[0] .= ' ' . $suffix;
		}
		$ends = $is_ours && $product->is_on_sale() ? $product->get_date_on_sale_to() : null;
		if ( $ends instanceof \DateTimeInterface ) {
			$lines[] = sprintf(
				/* translators: %s: a date. */
				__( 'The reduced price holds until %s.', 'aaia-chatbot' ),
				(string) wp_date( (string) get_option( 'date_format', 'j F Y' ), $ends->getTimestamp() ),
			);
		}
		return $lines;
	}

	/** Plain text of some HTML on one line. */
	public static function plain( string $html ): string {
		return trim( (string) preg_replace(
			'/[\s\x{A0}\x{202F}]+/u',
			' ',
			html_entity_decode( wp_strip_all_tags( $html ), ENT_QUOTES | ENT_HTML5, 'UTF-8' ),
		) );
	}

	/** The price alone, for lists, or the text that the shop shows instead ("Sign in to see prices"). Empty when there is neither. */
	public function text( \WC_Product $product ): string {
		$price = $this->computed( $product );
		$shown = self::plain( $product->get_price_html() );
		return '' === $price || [] !== array_filter(
			$this->amounts( $price ),
			static fn( string $amount ): bool => str_contains( $shown, $amount ),
		) ? $price : $shown;
	}

	/** @return list<string> Numbers in a text, such as "19,90". */
	private function amounts( string $price ): array {
		preg_match_all( '/\d(?:[\d.,\x{A0}\x{202F} ’\']*\d)?/u', $price, $found );
		return $found[0];
	}

	private function computed( \WC_Product $product ): string {
		if ( $product instanceof \WC_Product_Variable ) {
			return $this->range(
				$product->get_variation_price( 'min', true ),
				$product->get_variation_price( 'max', true ),
				$product->is_on_sale() ? $product->get_variation_regular_price( 'max', true ) : '',
			);
		}
		if ( $product instanceof \WC_Product_Grouped ) {
			return $this->group_range( $product );
		}
		if ( '' === (string) $product->get_price() ) {
			return '';
		}
		$now = $this->money( wc_get_price_to_display( $product ) );
		if ( ! $product->is_on_sale() || '' === (string) $product->get_regular_price() ) {
			return $now;
		}
		return sprintf(
			/* translators: 1: the price now, 2: the usual price. */
			__( '%1$s instead of %2$s (on sale)', 'aaia-chatbot' ),
			$now,
			$this->money( wc_get_price_to_display( $product, [ 'price' => (float) $product->get_regular_price() ] ) ),
		);
	}

	private function group_range( \WC_Product_Grouped $product ): string {
		$prices = [];
		foreach ( $product->get_children() as $id ) {
			$child = wc_get_product( $id );
			if ( $child instanceof \WC_Product && 'publish' === $child->get_status() && '' !== (string) $child->get_price() ) {
				$prices[] = (float) wc_get_price_to_display( $child );
			}
		}
		return [] === $prices ? '' : $this->range( min( $prices ), max( $prices ), '' );
	}

	/** @param string|float $usual The highest regular price during a sale; otherwise empty. */
	private function range( string|float $least, string|float $most, string|float $usual ): string {
		if ( '' === (string) $least || '' === (string) $most ) {
			return '';
		}
		if ( (float) $least === (float) $most ) {
			$price = $this->money( $least );
			return '' === (string) $usual || (float) $usual <= (float) $most
				? $price
				/* translators: 1: the price now, 2: the usual price. */
				: sprintf( __( '%1$s instead of %2$s (on sale)', 'aaia-chatbot' ), $price, $this->money( $usual ) );
		}
		/* translators: 1: lowest price, 2: highest price. */
		$price = sprintf( __( 'from %1$s to %2$s, depending on the choice', 'aaia-chatbot' ), $this->money( $least ), $this->money( $most ) );
		/* translators: %s: a range of prices. */
		return '' === (string) $usual ? $price : sprintf( __( '%s (some on sale)', 'aaia-chatbot' ), $price );
	}

	private function money( string|float $amount ): string {
		return self::plain( wc_price( (float) $amount ) );
	}
}
