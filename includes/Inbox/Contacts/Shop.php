<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Contacts\Identity;
use Aaia\Chatbot\Conversations\Contacts\IdentityKind;
use Aaia\Chatbot\Support\Time;

/**
 * Orders of contacts in WooCommerce, through its documented functions `wc_get_orders()` and `wc_get_order()`, for those who may edit
 * orders.
 *
 * Orders of an address that a visitor only typed are not shown: it may be somebody else's.
 *
 * @phpstan-type Order array{number: string, status: string, total: string, at: ?string, url: string}
 */
final class Shop {

	/** Orders shown. */
	private const ORDERS = 10;

	/** Addresses and customers asked for. */
	private const ASKED = 8;

	/** Whether WooCommerce is active and the current user may see orders. */
	public static function is_open(): bool {
		return function_exists( 'wc_get_orders' ) && function_exists( 'wc_get_order' ) && current_user_can( 'edit_shop_orders' );
	}

	/**
	 * @param list<Identity> $identities
	 *
	 * @return ?list<Order> The newest first; null without WooCommerce, or for those who may not see orders.
	 */
	public function orders( array $identities ): ?array {
		if ( ! self::is_open() ) {
			return null;
		}
		$asked = [];
		foreach ( $identities as $identity ) {
			if ( IdentityKind::Phone !== $identity->kind && $identity->is_trusted() ) {
				$asked[ $identity->value ] = IdentityKind::Email === $identity->kind ? $identity->value : (int) $identity->value;
			}
		}
		$orders = [];
		foreach ( array_slice( $asked, 0, self::ASKED ) as $customer ) {
			$found = wc_get_orders( [ 'customer' => $customer, 'limit' => self::ORDERS, 'orderby' => 'date', 'order' => 'DESC' ] );
			foreach ( is_array( $found ) ? $found : [] as $order ) {
				if ( $order instanceof \WC_Order ) {
					$orders[ $order->get_id() ] = $order;
				}
			}
		}
		usort( $orders, static fn( \WC_Order $a, \WC_Order $b ): int => $b->get_date_created() <=> $a->get_date_created() );
		return array_map( self::wire( ... ), array_slice( $orders, 0, self::ORDERS ) );
	}

	/**
	 * By whom an order was made.
	 *
	 * @param string $number As it was typed, such as `#1024`.
	 *
	 * @return list<array{IdentityKind, string}> Customer, user and address; empty when there is no such order.
	 */
	public function makers_of( string $number ): array {
		if ( ! self::is_open() || 1 !== preg_match( '/\A#?([1-9]\d{0,9})\z/', trim( $number ), $found ) ) {
			return [];
		}
		$order = wc_get_order( (int) $found[1] );
		return $order instanceof \WC_Order ? self::makers( $order ) : [];
	}

	/** @return list<array{IdentityKind, string}> Customer, user and address of an order. */
	public static function makers( \WC_Order $order ): array {
		$customer = (int) $order->get_customer_id();
		$email    = (string) $order->get_billing_email();
		return [
			...( $customer > 0 ? [ [ IdentityKind::Customer, (string) $customer ], [ IdentityKind::User, (string) $customer ] ] : [] ),
			...( '' === $email ? [] : [ [ IdentityKind::Email, $email ] ] ),
		];
	}

	/** @return Order */
	private static function wire( \WC_Order $order ): array {
		return [
			'number' => (string) $order->get_order_number(),
			'status' => function_exists( 'wc_get_order_status_name' )
				? (string) wc_get_order_status_name( $order->get_status() )
				: (string) $order->get_status(),
			'total'  => html_entity_decode( wp_strip_all_tags( (string) $order->get_formatted_order_total() ), ENT_QUOTES, 'UTF-8' ),
			'at'     => null === $order->get_date_created() ? null : Time::to_wire(
				new \DateTimeImmutable( '@' . $order->get_date_created()->getTimestamp() )
			),
			'url'    => (string) $order->get_edit_order_url(),
		];
	}
}
