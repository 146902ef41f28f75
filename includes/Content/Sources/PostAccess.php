<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

/** Decides which posts are indexed: public posts of the chosen types that neither the owner nor a plugin excludes. */
final class PostAccess {

	/** Post field that excludes a post. */
	public const EXCLUDED = '_aaia_exclude';

	/** WooCommerce pages that show only data of the current visitor. */
	private const SHOP_PAGES = [ 'woocommerce_cart_page_id', 'woocommerce_checkout_page_id', 'woocommerce_myaccount_page_id' ];

	/** Shortcodes and blocks that identify the same pages in other languages, or made by hand. */
	private const SHOP_CONTENT = '/\[(?:woocommerce_cart|woocommerce_checkout|woocommerce_my_account|woocommerce_order_tracking)\b|'
		. '<!-- wp:woocommerce\/(?:cart|checkout) /';

	public function __construct(
		private readonly ContentTypes $types,
		private readonly HiddenFromSearch $hidden,
	) {}

	/** Whether everybody can read the post, and nothing excludes it. */
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
		 * Excludes a post from what the assistant knows, for plugins that control who may read a post.
		 *
		 * Applied only to posts that everybody could read otherwise; it cannot make a private post public.
		 *
		 * @param bool     $may_know
		 * @param \WP_Post $post
		 */
		return true === apply_filters( 'aaia_chatbot_may_know_post', true, $post );
	}

	/** Whether a post is a cart, checkout or account page, or a product that the shop hides from its search. */
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
