<?php

/**
 * Plugin Name: Stand-in for WooCommerce
 * Description: The public functions and classes of WooCommerce that this plugin uses, with the same names and results. For tests only.
 * Version: 0.0.0
 *
 * Written from WooCommerce's documentation and the signatures of php-stubs/woocommerce-stubs; none of its code is here. The product's own
 * code is checked against those stubs by PHPStan, so that a name that exists only here is found.
 */

require_once __DIR__ . '/products.php';

/** @return WC_Product|false */
function wc_get_product( $the_product = false, $deprecated = array() ) {
	$id = $the_product instanceof WP_Post ? $the_product->ID : (int) $the_product;
	switch ( get_post_type( $id ) ) {
		case 'product_variation':
			return new WC_Product_Variation( $id );
		case 'product':
			$class = array(
				'variable' => WC_Product_Variable::class,
				'grouped'  => WC_Product_Grouped::class,
			)[ get_post_meta( $id, '_fixture_type', true ) ] ?? WC_Product_Simple::class;
			return new $class( $id );
		default:
			return false;
	}
}

function wc_price( $price, $args = array() ) {
	$amount = number_format( (float) $price, 2, ',', '.' );
	return '<span class="woocommerce-Price-amount amount"><bdi>' . $amount
		. '&nbsp;<span class="woocommerce-Price-currencySymbol">'
		. ( 'EUR' === get_option( 'woocommerce_currency', 'EUR' ) ? '&euro;' : '&#36;' ) . '</span></bdi></span>';
}

function wc_get_price_to_display( $product, $args = array() ) {
	$price = (float) ( $args['price'] ?? $product->get_price() );
	return 'incl' === get_option( 'woocommerce_tax_display_shop' ) ? round( $price * 1.2, 2 ) : $price;
}

function wc_attribute_label( $name, $product = '' ) {
	$taxonomy = get_taxonomy( $name );
	return $taxonomy ? $taxonomy->labels->singular_name : ucfirst( str_replace( 'pa_', '', $name ) );
}

function wc_get_formatted_variation( $variation, $flat = false, $include_names = true, $skip_attributes_in_name = false ) {
	$parts = array();
	foreach ( $variation->get_attributes() as $name => $value ) {
		$term    = get_term_by( 'slug', $value, $name );
		$value   = $term instanceof WP_Term ? $term->name : $value;
		$parts[] = $include_names ? wc_attribute_label( $name ) . ': ' . rawurldecode( $value ) : rawurldecode( $value );
	}
	return implode( ', ', $parts );
}

function wc_format_weight( $weight ) {
	return $weight > 0 ? $weight . ' kg' : 'N/A';
}

function wc_format_dimensions( $dimensions ) {
	return implode( ' &times; ', array_filter( $dimensions ) ) . ' cm';
}

/** What WooCommerce registers on init. */
function fixture_register_products() {
	register_post_type( 'product', array(
		'labels'      => array( 'name' => 'Products' ),
		'public'      => true,
		'rewrite'     => array( 'slug' => 'product' ),
		'supports'    => array( 'title', 'editor', 'excerpt' ),
	) );
	register_post_type( 'product_variation', array( 'public' => false, 'hierarchical' => false ) );
	foreach ( array(
		'product_cat' => 'Product categories',
		'product_tag' => 'Product tags',
		'pa_color' => 'Colour',
	) as $taxonomy => $label ) {
		register_taxonomy( $taxonomy, 'product', array( 'label' => $label, 'public' => true, 'hierarchical' => 'product_cat' === $taxonomy ) );
	}
	register_taxonomy( 'product_visibility', 'product', array( 'public' => false ) );
}

if ( did_action( 'init' ) ) {
	fixture_register_products();
} else {
	add_action( 'init', 'fixture_register_products', 5 );
}
if ( ! did_action( 'woocommerce_init' ) ) {
	do_action( 'woocommerce_init' );
}
