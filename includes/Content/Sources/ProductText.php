<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\Text\HtmlText;

/**
 * Writes the data of a WooCommerce product as text: short description, price, stock, attributes and variations.
 *
 * Prices are those that the shop shows, with its currency and tax settings. Call it in a GuestContext, because some shops show other
 * prices to some customers.
 */
final class ProductText {

	/** Variations, and products of a group, that are listed at most. */
	private const LISTED = 60;

	public function __construct(
		private readonly HtmlText $html,
		private readonly ProductPrice $price,
	) {}

	/**
	 * The product of a post.
	 *
	 * @return ?\WC_Product Null when the post is no product, or WooCommerce is not active or not fully loaded (during an update).
	 */
	public function product( \WP_Post $post ): ?\WC_Product {
		if (
			'product' !== $post->post_type
			|| ! function_exists( 'wc_get_product' )
			|| ! class_exists( 'WC_Product' )
			|| 0 === did_action( 'woocommerce_init' )
		) {
			return null;
		}
		$product = wc_get_product( $post->ID );
		return $product instanceof \WC_Product ? $product : null;
	}

	/**
	 * All data of a product except its long description.
	 *
	 * @return list<Section>
	 */
	public function sections( \WC_Product $product ): array {
		$facts = [
			...$this->price->lines( $product ),
			$this->labelled( __( 'Availability', 'aaia-chatbot' ), $this->availability( $product ) ),
			$this->sku( $product ),
			...$this->attributes( $product ),
			...$this->measures( $product ),
		];
		$sections   = $this->html->sections( wpautop( (string) $product->get_short_description() ) );
		$sections[] = $this->section( '', $facts );
		$sections[] = $this->section( __( 'Choices', 'aaia-chatbot' ), $this->variations( $product ) );
		$sections[] = $this->section( __( 'In this set', 'aaia-chatbot' ), $this->grouped( $product ) );
		return array_values( array_filter( $sections, static fn( Section $section ): bool => '' !== $section->text ) );
	}

	/** @param list<string> $lines */
	private function section( string $heading, array $lines ): Section {
		return new Section(
			'' === $heading ? [] : [ $heading ],
			'',
			implode( "\n", array_filter( $lines, static fn( string $line ): bool => '' !== $line ) ),
		);
	}

	private function labelled( string $label, string $value ): string {
		/* translators: 1: what is told, such as "Price", 2: its value. */
		return '' === $value ? '' : sprintf( __( '%1$s: %2$s', 'aaia-chatbot' ), $label, $value );
	}

	private function sku( \WC_Product $product ): string {
		$is_shown = ! function_exists( 'wc_product_sku_enabled' ) || wc_product_sku_enabled();
		return $is_shown ? $this->labelled( __( 'Product number (SKU)', 'aaia-chatbot' ), (string) $product->get_sku() ) : '';
	}

	/** The shop's text ("3 in stock"), or ours where the shop shows none. */
	private function availability( \WC_Product $product ): string {
		$shown = $product->get_availability();
		$words = ProductPrice::plain( (string) ( $shown['availability'] ?? '' ) );
		if ( '' !== $words ) {
			return $words;
		}
		if ( 'onbackorder' === $product->get_stock_status() ) {
			return __( 'Available on backorder', 'aaia-chatbot' );
		}
		return $product->is_in_stock() ? __( 'In stock', 'aaia-chatbot' ) : __( 'Out of stock', 'aaia-chatbot' );
	}

	/** @return list<string> One line for each attribute that the product page shows. */
	private function attributes( \WC_Product $product ): array {
		$lines = [];
		foreach ( $product->get_attributes() as $attribute ) {
			if ( $attribute instanceof \WC_Product_Attribute && ( $attribute->get_visible() || $attribute->get_variation() ) ) {
				$values  = $attribute->is_taxonomy()
					? array_map( static fn( mixed $term ): string => $term instanceof \WP_Term ? $term->name : '', $attribute->get_terms() ?? [] )
					: array_map( strval( ... ), $attribute->get_options() );
				$lines[] = $this->labelled(
					ProductPrice::plain( wc_attribute_label( $attribute->get_name(), $product ) ),
					implode( ', ', array_filter( array_map( ProductPrice::plain( ... ), $values ) ) ),
				);
			}
		}
		return $lines;
	}

	/** @return list<string> */
	private function measures( \WC_Product $product ): array {
		return [
			$product->has_weight() ? $this->labelled(
				__( 'Weight', 'aaia-chatbot' ),
				ProductPrice::plain( wc_format_weight( (float) $product->get_weight() ) ),
			) : '',
			$product->has_dimensions() ? $this->labelled(
				__( 'Dimensions', 'aaia-chatbot' ),
				ProductPrice::plain( wc_format_dimensions( (array) $product->get_dimensions( false ) ) ),
			) : '',
		];
	}

	/** @return list<string> One line for each visible variation: name, price and stock. */
	private function variations( \WC_Product $product ): array {
		if ( ! $product instanceof \WC_Product_Variable ) {
			return [];
		}
		$lines = [];
		foreach ( array_slice( $product->get_visible_children(), 0, self::LISTED ) as $id ) {
			$variation = wc_get_product( $id );
			if ( $variation instanceof \WC_Product_Variation ) {
				$lines[] = $this->listed( ProductPrice::plain( wc_get_formatted_variation( $variation, true, true ) ), $variation );
			}
		}
		return $lines;
	}

	/** @return list<string> One line for each public product of a group. */
	private function grouped( \WC_Product $product ): array {
		if ( ! $product instanceof \WC_Product_Grouped ) {
			return [];
		}
		$lines = [];
		foreach ( array_slice( $product->get_children(), 0, self::LISTED ) as $id ) {
			$child = wc_get_product( $id );
			if (
				$child instanceof \WC_Product
				&& 'publish' === $child->get_status()
				&& 'hidden' !== $child->get_catalog_visibility()
				&& '' === (string) get_post_field( 'post_password', $id )
			) {
				$lines[] = $this->listed( ProductPrice::plain( $child->get_name() ), $child );
			}
		}
		return $lines;
	}

	private function listed( string $name, \WC_Product $product ): string {
		$parts = [ $this->price->text( $product ), $this->availability( $product ), $this->sku( $product ) ];
		return ( '' === $name ? '' : $name . ': ' ) . implode( '; ', array_filter( $parts ) );
	}
}
