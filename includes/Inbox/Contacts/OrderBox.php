<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;

/** A box with the customer's conversations on the screen of a WooCommerce order. ContactHistory, loaded only there, fills it. */
final class OrderBox {

	/** Hook: `add_meta_boxes`. The screen of an order is that of a post, or WooCommerce's own. */
	public function add( mixed $screen ): void {
		$own = function_exists( 'wc_get_page_screen_id' ) ? wc_get_page_screen_id( 'shop-order' ) : 'shop_order';
		if (
			! is_string( $screen ) || ! in_array( $screen, [ 'shop_order', $own ], true ) || ! Shop::is_open() || ! Capability::View->allowed()
		) {
			return;
		}
		add_meta_box(
			'aaia-chatbot-conversations',
			__( 'Conversations in the chat', 'aaia-chatbot' ),
			static fn( mixed $shown ) => do_action( 'aaia_chatbot_order_history', $shown ),
			$screen,
			'side',
		);
	}
}
