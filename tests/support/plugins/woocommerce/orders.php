<?php declare( strict_types=1 );

/** Orders of the stand-in for WooCommerce, kept in memory: its public functions, and those of WC_Order that an order's screen needs. */

require_once __DIR__ . '/woocommerce.php';

class WC_Order {

	private $data;

	/** The data of an order is in $GLOBALS['aaia_test_orders'], by its number. */
	public function __construct( $order = 0 ) {
		$this->data = $GLOBALS['aaia_test_orders'][ $order ] + [ 'id' => $order ];
	}

	public function get_id() {
		return $this->data['id'];
	}

	public function get_order_number() {
		return (string) $this->data['id'];
	}

	public function get_customer_id( $context = 'view' ) {
		return $this->data['customer_id'] ?? 0;
	}

	public function get_billing_email( $context = 'view' ) {
		return $this->data['billing_email'] ?? '';
	}

	public function get_status( $context = 'view' ) {
		return 'processing';
	}

	public function get_date_created( $context = 'view' ) {
		return new WC_DateTime( $this->data['date'] ?? '2026-01-01 12:00:00', new DateTimeZone( 'UTC' ) );
	}

	public function get_formatted_order_total( $tax_display = '', $display_refunded = true ) {
		return '<span class="amount"><bdi>' . $this->data['total'] . '&nbsp;&euro;</bdi></span>';
	}

	public function get_edit_order_url() {
		return admin_url( 'admin.php?page=wc-orders&action=edit&id=' . $this->data['id'] );
	}
}

function wc_get_order( $the_order = false ) {
	return isset( $GLOBALS['aaia_test_orders'][ (int) $the_order ] ) ? new WC_Order( (int) $the_order ) : false;
}

function wc_get_orders( $args ) {
	$all   = array_map( 'wc_get_order', array_keys( $GLOBALS['aaia_test_orders'] ) );
	$by    = static fn( $order ) => is_int( $args['customer'] ) ? $order->get_customer_id() : $order->get_billing_email();
	$found = array_filter( $all, static fn( $order ) => $by( $order ) === $args['customer'] );
	usort( $found, static fn( $a, $b ) => $b->get_date_created() <=> $a->get_date_created() );
	return array_slice( $found, 0, $args['limit'] );
}

function wc_get_order_status_name( $status ) {
	return ucfirst( $status );
}

function wc_get_page_screen_id( $for ) {
	return 'woocommerce_page_wc-orders';
}
