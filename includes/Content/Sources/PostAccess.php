<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

/** Decides which posts the assistant may know: those that everybody can read, that are of a kind the owner chose, and that nobody keeps out. */
final class PostAccess {

	/** Field of a post that keeps it out. */
	public const EXCLUDED = '_aaia_exclude';

	/** Pages of WooCommerce that show a visitor's own business and nothing else. */
	private const SHOP_PAGES = [ 'woocommerce_cart_page_id', 'woocommerce_checkout_page_id', 'woocommerce_myaccount_page_id' ];

	/** The same pages in other languages, or made by hand: what they hold. */
	private const SHOP_CONTENT = '/\[(?:woocommerce_cart|woocommerce_checkout|woocommerce_my_account|woocommerce_order_tracking)\b|<!-- wp:woocommerce\/(?:cart|checkout) /';

	public function __construct(
		private readonly ContentTypes $types,
		private readonly HiddenFromSearch $hidden,
	) {}

	/** Whether everybody can read the post, and its owner wants it found. */
	public function is_indexable( \WP_Post $post ): bool {
		if (
			'publish' !== $post->post_status
			|| '' !== $post->post_password
			|| ! in_array( $post->post_type, $this->types->chosen(), true )
			|| '1' === get_post_meta( $post->ID, self::EXCLUDED, true )
			|| $this->is_shop_only( $post )
			|| $this->hidden->hides_post( $post )
		) {
			return false;
		}
		/**
		 * Keeps a post out of what the assistant knows, for plugins that decide themselves who may read what.
		 *
		 * Asked only about posts that everybody could read otherwise; what is private stays so.
		 *
		 * @param bool     $may_know
		 * @param \WP_Post $post
		 */
		return true === apply_filters( 'aaia_chatbot_may_know_post', true, $post );
	}

	/** Cart, checkout and account; and products that the shop hides, or shows in its lists but not in its search. */
	private function is_shop_only( \WP_Post $post ): bool {
		if ( 'product' === $post->post_type ) {
			return taxonomy_exists( 'product_visibility' ) && has_term( 'exclude-from-search', 'product_visibility', $post );
		}
		if ( 'page' !== $post->post_type ) {
			return false;
		}
		foreach ( self::SHOP_PAGES as $option ) {
			if ( (int) get_option( $option ) === $post->ID ) {
				return true;
			}
		}
		return 1 === preg_match( self::SHOP_CONTENT, substr( $post->post_content, 0, 20_000 ) );
	}
}
