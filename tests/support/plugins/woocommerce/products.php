<?php

/** Products of the stand-in for WooCommerce, kept in posts and their fields as WooCommerce keeps them. */

class WC_Product {

	public function __construct( protected $id = 0 ) {}

	public function get_id() {
		return $this->id;
	}

	public function get_name( $context = 'view' ) {
		return get_the_title( $this->id );
	}

	public function get_status( $context = 'view' ) {
		return get_post_status( $this->id );
	}

	public function get_short_description( $context = 'view' ) {
		return get_post( $this->id )->post_excerpt;
	}

	public function get_price( $context = 'view' ) {
		return $this->is_on_sale() ? $this->get_sale_price() : $this->get_regular_price();
	}

	public function get_price_html( $deprecated = '' ) {
		$price = $this->get_price();
		if ( $this instanceof WC_Product_Variable ) {
			$html = wc_price( $this->get_variation_price( 'min', true ) ) . ' &ndash; ' . wc_price( $this->get_variation_price( 'max', true ) );
		} elseif ( $this instanceof WC_Product_Grouped ) {
			$html = implode(
				' &ndash; ',
				array_map( static fn( $id ) => wc_price( wc_get_price_to_display( wc_get_product( $id ) ) ), $this->get_children() ),
			);
		} else {
			$html = '' === $price ? '' : ( $this->is_on_sale() ? '<del>' . wc_price( $this->get_regular_price() ) . '</del> ' : '' )
				. '<ins>' . wc_price( wc_get_price_to_display( $this ) ) . '</ins>';
		}
		return apply_filters( 'woocommerce_get_price_html', $html, $this );
	}

	public function get_regular_price( $context = 'view' ) {
		return (string) get_post_meta( $this->id, '_regular_price', true );
	}

	public function get_sale_price( $context = 'view' ) {
		return (string) get_post_meta( $this->id, '_sale_price', true );
	}

	public function is_on_sale( $context = 'view' ) {
		$ends = get_post_meta( $this->id, '_sale_price_dates_to', true );
		return '' !== $this->get_sale_price() && ( '' === (string) $ends || (int) $ends > time() );
	}

	public function get_date_on_sale_to( $context = 'view' ) {
		$ends = get_post_meta( $this->id, '_sale_price_dates_to', true );
		return '' === (string) $ends ? null : new WC_DateTime( '@' . $ends );
	}

	public function get_price_suffix( $price = '', $qty = 1 ) {
		return (string) get_option( 'woocommerce_price_display_suffix', '' );
	}

	public function get_sku( $context = 'view' ) {
		return (string) get_post_meta( $this->id, '_sku', true );
	}

	public function get_stock_status( $context = 'view' ) {
		return (string) ( get_post_meta( $this->id, '_stock_status', true ) ?: 'instock' );
	}

	public function is_in_stock() {
		return 'outofstock' !== $this->get_stock_status();
	}

	public function get_availability() {
		$stock = (string) get_post_meta( $this->id, '_stock', true );
		$words = '';
		if ( ! $this->is_in_stock() ) {
			$words = 'Out of stock';
		} elseif ( '' !== $stock ) {
			$words = $stock . ' in stock';
		}
		return array(
			'availability' => $words,
			'class'        => '',
		);
	}

	public function get_catalog_visibility( $context = 'view' ) {
		$hidden = array_map(
			fn( $name ) => has_term( $name, 'product_visibility', $this->id ),
			array( 'exclude-from-search', 'exclude-from-catalog' ),
		);
		return array( array( 'visible', 'search' ), array( 'catalog', 'hidden' ) )[ (int) $hidden[0] ][ (int) $hidden[1] ];
	}

	public function get_attributes( $context = 'view' ) {
		$attributes = array();
		foreach ( (array) get_post_meta( $this->id, '_product_attributes', true ) as $name => $data ) {
			if ( is_array( $data ) ) {
				$attributes[ $name ] = new WC_Product_Attribute( $this->id, $name, $data );
			}
		}
		return $attributes;
	}

	public function has_weight() {
		return '' !== $this->get_weight();
	}

	public function get_weight( $context = 'view' ) {
		return (string) get_post_meta( $this->id, '_weight', true );
	}

	public function has_dimensions() {
		return array() !== array_filter( $this->get_dimensions( false ) );
	}

	public function get_dimensions( $formatted = true ) {
		return array_map(
			fn( $side ) => (string) get_post_meta( $this->id, '_' . $side, true ),
			array( 'length' => 'length', 'width' => 'width', 'height' => 'height' ),
		);
	}

	public function get_children() {
		return array();
	}
}

class WC_Product_Simple extends WC_Product {}

class WC_DateTime extends DateTime {}

class WC_Product_Variation extends WC_Product_Simple {

	public function get_attributes( $context = 'view' ) {
		return (array) get_post_meta( $this->id, '_fixture_attributes', true );
	}
}

class WC_Product_Variable extends WC_Product {

	public function get_children() {
		return get_posts( array(
			'post_type' => 'product_variation',
			'post_parent' => $this->id,
			'post_status' => 'publish',
			'fields' => 'ids',
			'numberposts' => -1,
			'orderby' => 'ID',
			'order' => 'ASC',
		) );
	}

	public function get_visible_children() {
		return $this->get_children();
	}

	public function is_on_sale( $context = 'view' ) {
		return array() !== array_filter( $this->get_children(), static fn( $id ) => wc_get_product( $id )->is_on_sale() );
	}

	public function get_variation_price( $min_or_max = 'min', $for_display = false ) {
		return $this->edge( $min_or_max, static fn( $child ) => wc_get_price_to_display( $child ) );
	}

	public function get_variation_regular_price( $min_or_max = 'min', $for_display = false ) {
		return $this->edge(
			$min_or_max,
			static fn( $child ) => wc_get_price_to_display( $child, array( 'price' => $child->get_regular_price() ) ),
		);
	}

	private function edge( $min_or_max, $price ) {
		$prices = array_map( static fn( $id ) => $price( wc_get_product( $id ) ), $this->get_children() );
		return array() === $prices ? '' : (string) $min_or_max( $prices );
	}
}

class WC_Product_Grouped extends WC_Product {

	public function get_children() {
		return (array) get_post_meta( $this->id, '_children', true );
	}
}

class WC_Product_Attribute {

	public function __construct( private $product, private $name, private $data ) {}

	public function get_name() {
		return $this->name;
	}

	public function get_visible() {
		return ! empty( $this->data['visible'] );
	}

	public function get_variation() {
		return ! empty( $this->data['variation'] );
	}

	public function is_taxonomy() {
		return taxonomy_exists( $this->name );
	}

	public function get_options() {
		return $this->data['options'] ?? array();
	}

	public function get_terms() {
		$terms = get_the_terms( $this->product, $this->name );
		return is_array( $terms ) ? $terms : null;
	}
}
