<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Http\Capability;

/** Contacts and WooCommerce, as a stand-in with its public functions; conversations on the screens of users and orders. */
final class ContactHistoryTest extends InboxTestCase {

	public static function setUpBeforeClass(): void {
		parent::setUpBeforeClass();
		require_once dirname( __DIR__, 2 ) . '/support/plugins/woocommerce/orders.php';
		require_once ABSPATH . 'wp-admin/includes/template.php';
		require_once ABSPATH . 'wp-admin/includes/screen.php';
		require_once ABSPATH . 'wp-admin/includes/class-wp-screen.php';
	}

	protected function setUp(): void {
		parent::setUp();
		$GLOBALS['aaia_test_orders'] = [];
	}

	protected function tearDown(): void {
		unset( $GLOBALS['wp_meta_boxes'], $GLOBALS['aaia_test_orders'] );
		remove_all_filters( 'aaia_chatbot_hidden_conversations' );
		parent::tearDown();
	}

	public function test_a_contact_has_the_orders_of_its_accounts_and_trusted_addresses_only(): void {
		$this->sells();
		$customer = $this->user( 'subscriber', [ 'user_email' => 'ana@example.net' ] );
		$GLOBALS['aaia_test_orders'][1001] = [ 'customer_id' => $customer->ID, 'total' => '12,50', 'date' => '2026-01-02 10:00:00' ];
		$GLOBALS['aaia_test_orders'][1002] = [ 'billing_email' => 'ana@example.net', 'total' => '7,00', 'date' => '2026-01-03 10:00:00' ];
		$GLOBALS['aaia_test_orders'][1003] = [ 'billing_email' => 'bob@example.net', 'total' => '9,00' ];
		$id = $this->contact(
			'Ana',
			[ 'kind' => 'customer', 'value' => (string) $customer->ID ],
			[ 'kind' => 'email', 'value' => 'ana@example.net' ],
		);

		$orders = $this->rest( 'GET', "/contacts/$id" )->get_data()['orders'];
		self::assertSame( [ '1002', '1001' ], array_column( $orders, 'number' ) );
		self::assertSame(
			[ "7,00\u{A0}€", 'Processing', '2026-01-03T10:00:00Z' ],
			[ $orders[0]['total'], $orders[0]['status'], $orders[0]['at'] ],
		);
		self::assertStringContainsString( 'id=1002', $orders[0]['url'] );

		$this->database()->update( 'contact_identities', [ 'by_staff' => 0 ], [ 'kind' => 'email' ] );
		$orders = $this->rest( 'GET', "/contacts/$id" )->get_data()['orders'];
		self::assertSame( [ '1001' ], array_column( $orders, 'number' ), 'An address that a visitor typed shows nobody’s orders.' );
	}

	public function test_a_contact_is_found_by_the_number_of_an_order(): void {
		$this->sells();
		$GLOBALS['aaia_test_orders'][1002] = [ 'billing_email' => 'ana@example.net', 'total' => '7,00' ];
		$id = $this->contact( 'Ana', [ 'kind' => 'email', 'value' => 'ana@example.net' ] );
		foreach ( [ '1002' => [ $id ], '#1002' => [ $id ], '1003' => [], '#100' => [] ] as $search => $found ) {
			$items = $this->rest( 'GET', '/contacts?search=' . rawurlencode( (string) $search ) )->get_data()['items'];
			self::assertSame( $found, array_column( $items, 'id' ), (string) $search );
		}
	}

	public function test_who_may_not_see_orders_sees_none_and_finds_nobody_by_them(): void {
		$this->sells();
		$GLOBALS['aaia_test_orders'][1002] = [ 'billing_email' => 'ana@example.net', 'total' => '7,00' ];
		$id    = $this->contact( 'Ana', [ 'kind' => 'email', 'value' => 'ana@example.net' ] );
		$agent = $this->user();
		$agent->add_cap( Capability::View->value );
		$agent->add_cap( Capability::Sensitive->value );
		wp_set_current_user( $agent->ID );
		self::assertNull( $this->rest( 'GET', "/contacts/$id" )->get_data()['orders'] );
		self::assertSame( [], $this->rest( 'GET', '/contacts?search=1002' )->get_data()['items'] );
		self::assertSame( '', $this->order_box( 1002 ) );
	}

	public function test_the_screen_of_a_user_links_to_the_conversations_that_one_may_see(): void {
		$this->sign_in();
		$customer = $this->user( 'subscriber', [ 'user_email' => 'ana@example.net' ] );
		self::assertStringNotContainsString(
			'Conversations in the chat',
			$this->profile( $customer ),
			'Nothing is said where nobody is known.',
		);
		$id     = $this->contact( '<i>Ana</i>', [ 'kind' => 'user', 'value' => (string) $customer->ID ] );
		$shown  = $this->links( 'I wait <b>here</b>', $id );
		$hidden = $this->says( 'a secret' );
		$this->rest( 'PATCH', '/conversations/' . $hidden->conversation->public_id, [ 'contact' => $id ] );
		add_filter( 'aaia_chatbot_hidden_conversations', static fn(): array => [ $hidden->conversation->id ] );

		$html = $this->profile( $customer );
		self::assertStringContainsString( '&lt;i&gt;Ana&lt;/i&gt;', $html );
		self::assertStringContainsString( 'admin.php?page=aaia-conversations&#038;contacts=' . $id, $html );
		self::assertStringContainsString( 'conversation=' . $shown, $html );
		self::assertStringContainsString( 'I wait', $html );
		self::assertStringNotContainsString( '<b>here', $html );
		self::assertStringNotContainsString( 'a secret', $html );
		wp_set_current_user( $customer->ID );
		self::assertStringNotContainsString( 'Conversations in the chat', $this->profile( $customer ) );
	}

	public function test_an_address_that_was_only_typed_is_shown_with_a_word_of_doubt_and_to_those_who_may_see_addresses(): void {
		$this->sign_in();
		$customer = $this->user( 'subscriber', [ 'user_email' => 'ana@example.net' ] );
		$id       = $this->contact( 'Ana', [ 'kind' => 'email', 'value' => 'ana@example.net' ] );
		$this->links( 'hello', $id );
		self::assertStringNotContainsString( 'has not confirmed', $this->profile( $customer ) );
		$this->database()->update( 'contact_identities', [ 'by_staff' => 0 ], [ 'kind' => 'email' ] );
		self::assertStringContainsString( 'a visitor typed this address and has not confirmed it', $this->profile( $customer ) );
		$agent = $this->user();
		$agent->add_cap( Capability::View->value );
		wp_set_current_user( $agent->ID );
		self::assertStringNotContainsString( 'Ana', $this->profile( $customer ) );
	}

	public function test_the_screen_of_an_order_has_a_box_with_the_same(): void {
		$this->sells();
		$GLOBALS['aaia_test_orders'][1002] = [ 'billing_email' => 'ana@example.net', 'total' => '7,00' ];
		self::assertStringContainsString( 'No contact is known by this customer or address.', $this->order_box( 1002 ) );
		$id = $this->contact( 'Ana', [ 'kind' => 'email', 'value' => 'ana@example.net' ] );
		$at = $this->links( 'where is my parcel', $id );
		$html = $this->order_box( 1002 );
		self::assertStringContainsString( 'where is my parcel', $html );
		self::assertStringContainsString( 'conversation=' . $at, $html );
		do_action( 'add_meta_boxes', 'post', null );
		self::assertArrayNotHasKey( 'post', $GLOBALS['wp_meta_boxes'] );
	}

	/** Signs somebody in who may see orders. */
	private function sells(): void {
		$user = $this->user( 'administrator' );
		$user->add_cap( 'edit_shop_orders' );
		wp_set_current_user( $user->ID );
	}

	/** @param array<string, mixed> ...$identities @return string Its id. */
	private function contact( string $name, array ...$identities ): string {
		$made = $this->rest( 'POST', '/contacts', [ 'name' => $name, 'identities' => $identities ] );
		self::assertSame( 201, $made->get_status(), (string) wp_json_encode( $made->get_data() ) );
		return $made->get_data()['id'];
	}

	/** @return string Public id of the conversation. */
	private function links( string $text, string $contact ): string {
		$id = $this->says( $text )->conversation->public_id;
		$this->rest( 'PATCH', "/conversations/$id", [ 'contact' => $contact ] );
		return $id;
	}

	private function profile( \WP_User $user ): string {
		ob_start();
		do_action( 'edit_user_profile', $user );
		return (string) ob_get_clean();
	}

	/** What the box of an order shows; empty when there is none. */
	private function order_box( int $order ): string {
		$screen = 'woocommerce_page_wc-orders';
		do_action( 'add_meta_boxes', $screen, wc_get_order( $order ) );
		$box = $GLOBALS['wp_meta_boxes'][ $screen ]['side']['default']['aaia-chatbot-conversations'] ?? null;
		if ( null === $box ) {
			return '';
		}
		ob_start();
		$box['callback']( wc_get_order( $order ), $box );
		return (string) ob_get_clean();
	}
}
