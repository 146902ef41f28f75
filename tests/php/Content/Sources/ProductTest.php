<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Sources;

use Aaia\Chatbot\Tests\Content\SyncedPostsTestCase;

/** Products of WooCommerce (its stand-in), as a visitor of the shop reads them. */
final class ProductTest extends SyncedPostsTestCase {

	public static function setUpBeforeClass(): void {
		require_once dirname( __DIR__, 3 ) . '/support/plugins/woocommerce/woocommerce.php';
	}

	/**
	 * @param array<string, mixed> $meta
	 * @param array<string, mixed> $fields
	 */
	private function product( string $title, array $meta, array $fields = [] ): int {
		$id = $this->page(
			$title,
			'A long description.',
			$fields + [ 'post_type' => 'product', 'post_excerpt' => 'A short word on it.', 'meta_input' => $meta ],
		)->ID;
		$this->end_request();
		return $id;
	}

	/** @param array<string, mixed> $meta */
	private function variation( int $parent, array $meta ): int {
		$id = wp_insert_post( [
			'post_type' => 'product_variation',
			'post_parent' => $parent,
			'post_status' => 'publish',
			'post_title' => 'Variation',
			'meta_input' => $meta,
		] );
		do_action( 'woocommerce_update_product_variation', $id );
		$this->end_request();
		return $id;
	}

	public function test_price_stock_sku_attributes_and_descriptions_are_read_as_text(): void {
		wp_insert_term( 'Helmets', 'product_cat' );
		$id = $this->product( 'Urban Pro', [
			'_regular_price'      => '89.9',
			'_sku'                => 'UP-42',
			'_stock'              => '3',
			'_weight'             => '0.4',
			'_length'             => '30',
			'_width'              => '20',
			'_product_attributes' => [
				'size' => [ 'visible' => true, 'options' => [ 'M', 'L & XL' ] ],
				'secret' => [ 'visible' => false, 'options' => [ 'hidden thing' ] ],
			],
		] );
		wp_set_object_terms( $id, 'Helmets', 'product_cat' );
		$this->end_request();
		$known = $this->known( $id );
		self::assertStringContainsString( "A short word on it.\n", $known );
		self::assertStringContainsString( 'Price: 89,90 €', $known );
		self::assertStringContainsString( 'Availability: 3 in stock', $known );
		self::assertStringContainsString( 'Product number (SKU): UP-42', $known );
		self::assertStringContainsString( 'Size: M, L & XL', $known );
		self::assertStringContainsString( 'Weight: 0.4 kg', $known );
		self::assertStringContainsString( 'Dimensions: 30 × 20 cm', $known );
		self::assertStringContainsString( 'A long description.', $known );
		self::assertStringNotContainsString( 'hidden thing', $known );
		self::assertSame( [ 'post:' . $id ], $this->found( 'Do you sell helmets?' ) );
		self::assertStringNotContainsString( 'Helmets', $this->texts( 'helmets' ), 'Categories find a product and are not quoted.' );
		self::assertSame( [ 'post:' . $id ], $this->found( 'UP-42' ) );
	}

	public function test_a_sale_price_is_read_with_the_regular_price_and_its_end(): void {
		$id = $this->product(
			'Lamp',
			[ '_regular_price' => '40', '_sale_price' => '30', '_sale_price_dates_to' => (string) strtotime( '2099-03-31 21:00:00 UTC' ) ],
		);
		self::assertStringContainsString(
			"Price: 30,00 € instead of 40,00 € (on sale)\nThe reduced price holds until March 31, 2099.",
			$this->known( $id ),
		);
	}

	public function test_a_variable_product_has_its_price_range_and_each_variation(): void {
		$id = $this->product( 'Jacket', [ '_fixture_type' => 'variable' ] );
		$this->variation( $id, [ '_regular_price' => '50', '_fixture_attributes' => [ 'size' => 'M' ], '_sku' => 'J-M' ] );
		$this->variation(
			$id,
			[ '_regular_price' => '70', '_sale_price' => '60', '_fixture_attributes' => [ 'size' => 'L' ], '_stock_status' => 'outofstock' ],
		);
		$known = $this->known( $id );
		self::assertStringContainsString( 'Price: from 50,00 € to 60,00 €, depending on the choice (some on sale)', $known );
		self::assertStringContainsString(
			"[\"Choices\"]\nSize: M: 50,00 €; In stock; Product number (SKU): J-M\nSize: L: 60,00 € instead of 70,00 € (on sale); Out of stock",
			$known,
		);
	}

	public function test_a_set_lists_its_products_but_not_those_that_are_hidden(): void {
		$shown  = $this->product( 'Cup', [ '_regular_price' => '5' ] );
		$draft  = $this->product( 'Secret cup', [ '_regular_price' => '1' ], [ 'post_status' => 'draft' ] );
		$locked = $this->product( 'Locked cup', [ '_regular_price' => '6' ], [ 'post_password' => 'x' ] );
		$id     = $this->product( 'Tea set', [ '_fixture_type' => 'grouped', '_children' => [ $shown, $draft, $locked ] ] );
		self::assertStringContainsString( "[\"In this set\"]\nCup: 5,00 €; In stock", $this->known( $id ) );
		self::assertStringNotContainsString( 'Secret', $this->known( $id ) );
		self::assertStringNotContainsString( 'Locked', $this->known( $id ) );
	}

	public function test_prices_that_a_shop_hides_from_guests_are_hidden(): void {
		$this->sign_in();
		add_filter(
			'woocommerce_get_price_html',
			static fn( string $html ): string => is_user_logged_in() ? $html : '<a href="/login">Sign in to see prices</a>',
		);
		$simple = $this->known( $this->product( 'Lamp', [ '_regular_price' => '40', '_sale_price' => '30' ] ) );
		self::assertStringContainsString( "Price: Sign in to see prices\n", $simple );
		$id = $this->product( 'Jacket', [ '_fixture_type' => 'variable' ] );
		$this->variation( $id, [ '_regular_price' => '50', '_fixture_attributes' => [ 'size' => 'M' ] ] );
		$this->variation( $id, [ '_regular_price' => '60', '_fixture_attributes' => [ 'size' => 'L' ] ] );
		self::assertStringContainsString( 'Size: M: Sign in to see prices; In stock', $this->known( $id ) );
		self::assertSame( 0, preg_match( '/[3-6]0,00/', $simple . $this->known( $id ) ) );
	}

	public function test_a_product_without_a_price_differs_from_a_free_one(): void {
		self::assertStringNotContainsString( 'Price', $this->known( $this->product( 'On request', [] ) ) );
		self::assertStringContainsString( 'Price: 0,00 €', $this->known( $this->product( 'Gift', [ '_regular_price' => '0' ] ) ) );
	}

	public function test_prices_are_shown_with_tax_where_the_shop_shows_them_so(): void {
		update_option( 'woocommerce_tax_display_shop', 'incl' );
		update_option( 'woocommerce_price_display_suffix', '<small>incl. VAT</small>' );
		self::assertStringContainsString( 'Price: 12,00 € incl. VAT', $this->known( $this->product( 'Pen', [ '_regular_price' => '10' ] ) ) );
	}

	public function test_changes_of_stock_prices_and_sales_are_indexed_when_the_request_ends(): void {
		$id = $this->product( 'Bell', [ '_regular_price' => '10', '_stock' => '2' ] );
		foreach ( [
			[ '_stock', '1', 'Availability: 1 in stock', fn() => do_action( 'woocommerce_product_set_stock', wc_get_product( $id ) ) ],
			[
				'_stock_status',
				'outofstock',
				'Availability: Out of stock',
				fn() => do_action( 'woocommerce_product_set_stock_status', $id, 'outofstock', wc_get_product( $id ) ),
			],
			[ '_regular_price', '11', 'Price: 11,00 €', fn() => do_action( 'woocommerce_update_product', $id, wc_get_product( $id ) ) ],
			[ '_sale_price', '9', 'Price: 9,00 € instead of 11,00 €', fn() => do_action( 'wc_after_products_starting_sales', [ $id ] ) ],
			[ '_sale_price', '', 'Price: 11,00 €', fn() => do_action( 'wc_after_products_ending_sales', [ $id ] ) ],
		] as [ $key, $value, $words, $tell ] ) {
			update_post_meta( $id, $key, $value );
			$tell();
			$this->end_request();
			self::assertStringContainsString( $words, $this->known( $id ) );
		}
	}

	public function test_a_variation_that_sells_out_or_is_deleted_updates_its_product(): void {
		$id  = $this->product( 'Shirt', [ '_fixture_type' => 'variable' ] );
		$one = $this->variation( $id, [ '_regular_price' => '20', '_fixture_attributes' => [ 'size' => 'S' ] ] );
		$two = $this->variation( $id, [ '_regular_price' => '25', '_fixture_attributes' => [ 'size' => 'M' ] ] );
		update_post_meta( $one, '_stock', '0' );
		update_post_meta( $one, '_stock_status', 'outofstock' );
		do_action( 'woocommerce_variation_set_stock', wc_get_product( $one ) );
		$this->end_request();
		self::assertStringContainsString( 'Size: S: 20,00 €; Out of stock', $this->known( $id ) );
		wp_delete_post( $two, true );
		$this->end_request();
		self::assertStringNotContainsString( 'Size: M', $this->known( $id ) );
	}

	public function test_hidden_protected_and_unpublished_products_are_not_indexed(): void {
		$id = $this->product( 'Kettle', [ '_regular_price' => '30' ] );
		foreach ( [ [ 'exclude-from-search', 'exclude-from-catalog' ], [ 'exclude-from-search' ] ] as $terms ) {
			self::assertSame( [ 'post:' . $id ], $this->found( 'kettle' ) );
			wp_set_object_terms( $id, $terms, 'product_visibility' );
			$this->end_request();
			self::assertSame( [], $this->found( 'kettle' ) );
			wp_set_object_terms( $id, [], 'product_visibility' );
			$this->end_request();
		}
		foreach ( [
			[ 'post_password' => 'x' ],
			[ 'post_password' => '', 'post_status' => 'draft' ],
			[ 'post_status' => 'private' ],
		] as $change ) {
			wp_update_post( $change + [ 'ID' => $id ] );
			self::assertSame( [], $this->found( 'kettle' ) );
			wp_update_post( [ 'ID' => $id, 'post_status' => 'publish', 'post_password' => '' ] );
			$this->end_request();
			self::assertSame( [ 'post:' . $id ], $this->found( 'kettle' ) );
		}
	}

	public function test_cart_checkout_and_account_are_not_indexed(): void {
		$cart = $this->page( 'Basket', 'walrus basket' );
		update_option( 'woocommerce_cart_page_id', $cart->ID );
		wp_update_post( [ 'ID' => $cart->ID, 'post_content' => 'walrus basket again' ] );
		$this->page( 'Mon compte', 'walrus [woocommerce_my_account]' );
		$this->page(
			'Commander',
			'<!-- wp:woocommerce/checkout --><div class="wp-block-woocommerce-checkout">walrus</div><!-- /wp:woocommerce/checkout -->',
		);
		$this->end_request();
		self::assertSame( [], $this->found( 'walrus' ) );
	}

	public function test_a_product_that_the_shop_fails_to_load_is_indexed_by_its_description(): void {
		add_filter( 'default_option_woocommerce_price_display_suffix', static fn() => throw new \RuntimeException( 'half loaded' ) );
		self::assertStringContainsString( 'A long description.', $this->known( $this->product( 'Broken', [ '_regular_price' => '30' ] ) ) );
	}

	public function test_before_the_shop_is_loaded_a_product_is_read_like_any_page(): void {
		$loaded                                    = $GLOBALS['wp_actions']['woocommerce_init'];
		$GLOBALS['wp_actions']['woocommerce_init'] = 0;
		try {
			self::assertSame( 'A long description.', $this->known( $this->product( 'Early', [ '_regular_price' => '30' ] ) ) );
		} finally {
			$GLOBALS['wp_actions']['woocommerce_init'] = $loaded;
		}
	}

	public function test_a_change_of_currency_starts_a_full_sync(): void {
		update_option( 'woocommerce_currency', 'EUR' );
		update_option( 'woocommerce_currency', 'USD' );
		self::assertSame(
			'1',
			$this->database()->value(
				'SELECT COUNT(*) FROM %i WHERE handler = %s AND unique_key = %s',
				$this->database()->table( 'jobs' ),
				'knowledge.sync',
				'knowledge.sync:anew',
			),
		);
	}

	public function test_products_are_described_in_the_language_of_their_page(): void {
		if ( ! in_array( 'fr_FR', get_available_languages(), true ) ) {
			self::markTestSkipped( 'This WordPress has no French.' );
		}
		$id = $this->product( 'Sonnette', [ '_regular_price' => '10', '_aaia_locale' => 'fr_FR' ] );
		self::assertSame( 'fr', $this->hits( 'sonnette' )[0]->document->language );
		self::assertFalse( is_locale_switched() );
		self::assertMatchesRegularExpression( '/\w\x{A0}: \w+ stock/u', $this->known( $id ), 'French puts a no-break space before its colons.' );
	}
}
