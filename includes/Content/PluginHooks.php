<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/**
 * Updates the index when other plugins change content without saving a post: prices and stock of WooCommerce, languages of WPML and
 * Polylang, settings of All in One SEO. Uses only hooks that these plugins document; without the plugin the hooks never run.
 */
final class PluginHooks {

	/** Options of WooCommerce that change how prices and stock are shown. */
	private const SHOP_OPTIONS = [
		'woocommerce_currency', 'woocommerce_currency_pos', 'woocommerce_price_thousand_sep', 'woocommerce_price_decimal_sep',
		'woocommerce_price_num_decimals', 'woocommerce_price_display_suffix',
		'woocommerce_tax_display_shop', 'woocommerce_prices_include_tax', 'woocommerce_calc_taxes',
		'woocommerce_stock_format', 'woocommerce_weight_unit', 'woocommerce_dimension_unit', 'woocommerce_permalinks',
	];

	public function __construct( private readonly PostUpdates $updates ) {}

	/** @return list<array{string, class-string, string}> */
	public static function hooks(): array {
		$hooks = [
			[ 'woocommerce_new_product', self::class, 'product_changed' ],
			[ 'woocommerce_update_product', self::class, 'product_changed' ],
			[ 'woocommerce_product_set_stock_status', self::class, 'product_changed' ],
			[ 'woocommerce_new_product_variation', self::class, 'product_changed' ],
			[ 'woocommerce_update_product_variation', self::class, 'product_changed' ],
			[ 'woocommerce_variation_set_stock_status', self::class, 'product_changed' ],
			[ 'woocommerce_product_set_stock', self::class, 'stock_changed' ],
			[ 'woocommerce_variation_set_stock', self::class, 'stock_changed' ],
			[ 'wc_after_products_starting_sales', self::class, 'sales_changed' ],
			[ 'wc_after_products_ending_sales', self::class, 'sales_changed' ],
			[ 'before_delete_post', self::class, 'variation_deleted' ],
			[ 'wpml_translation_update', self::class, 'wpml_changed' ],
			[ 'pll_save_post', self::class, 'post_changed' ],
			[ 'update_option_polylang', PostUpdates::class, 'reindex_all' ],
			[ 'aioseo_insert_post', self::class, 'post_changed' ],
		];
		foreach ( self::SHOP_OPTIONS as $option ) {
			$hooks[] = [ 'update_option_' . $option, PostUpdates::class, 'reindex_all' ];
		}
		return $hooks;
	}

	public function post_changed( mixed $post_id ): void {
		if ( is_numeric( $post_id ) && 'publish' === get_post_status( (int) $post_id ) ) {
			$this->updates->defer( (int) $post_id );
		}
	}

	/** A product or a variation was saved, or its stock status changed. */
	public function product_changed( mixed $id ): void {
		if ( is_numeric( $id ) ) {
			$this->product( (int) $id );
		}
	}

	/** The stock quantity changed. */
	public function stock_changed( mixed $product ): void {
		if ( is_object( $product ) && method_exists( $product, 'get_id' ) ) {
			$this->product_changed( $product->get_id() );
		}
	}

	/** Scheduled sales began or ended. */
	public function sales_changed( mixed $ids ): void {
		foreach ( is_array( $ids ) ? $ids : [] as $id ) {
			$this->product_changed( $id );
		}
	}

	public function variation_deleted( int $post_id ): void {
		if ( 'product_variation' === get_post_type( $post_id ) ) {
			$this->product( $post_id );
		}
	}

	/**
	 * The language or the translation group of a post changed in WPML.
	 *
	 * @param mixed $change Array with `element_id` and `element_type`, such as `post_page`.
	 */
	public function wpml_changed( mixed $change ): void {
		if ( is_array( $change ) && is_string( $change['element_type'] ?? null ) && str_starts_with( $change['element_type'], 'post_' ) ) {
			$this->post_changed( $change['element_id'] ?? null );
		}
	}

	private function product( int $id ): void {
		$parent = 'product_variation' === get_post_type( $id ) ? wp_get_post_parent_id( $id ) : $id;
		if ( is_int( $parent ) && $parent > 0 ) {
			$this->updates->defer( $parent );
		}
	}
}
