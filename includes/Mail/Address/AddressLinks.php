<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail\Address;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AddressCheck;
use Aaia\Chatbot\Conversations\AddressCheckRepository;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryRepository;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;

/**
 * Makes and checks the links with which the owner of an address confirms or refuses it, and ends mails of replies.
 *
 * The code is a keyed hash of the mail's random id (HMAC-SHA256), so nothing of it is stored; it expires after three days
 * (thirty in a mail of replies), with its first use, and with the conversation. The page is on the front of the site:
 * visitors may not reach wp-admin.
 */
final class AddressLinks {

	/** Query variable. */
	public const KEY = 'aaia_address';

	private const DAYS = 3;

	/** The same in mails of replies, whose link only ends mails. */
	private const DAYS_TO_REFUSE = 30;

	public function __construct(
		private readonly Clock $clock,
		private readonly DeliveryRepository $deliveries,
		private readonly AddressCheckRepository $checks,
	) {}

	public function url( Delivery $delivery ): string {
		return add_query_arg( self::KEY, $delivery->public_id . '.' . $this->signature( $delivery->public_id ), home_url( '/' ) );
	}

	/** The address check that a code belongs to; null when the code is forged or expired, or the check deleted. */
	public function check( string $code ): ?AddressCheck {
		$delivery = $this->delivery( $code, Delivery::VERIFY, self::DAYS );
		return null === $delivery ? null : $this->checks->by_delivery( $delivery->id );
	}

	/** The mail of replies that a code belongs to; null when the code is of another kind, forged or expired, or the mail deleted. */
	public function reply( string $code ): ?Delivery {
		return $this->delivery( $code, Delivery::REPLY, self::DAYS_TO_REFUSE );
	}

	private function delivery( string $code, string $purpose, int $days ): ?Delivery {
		[ $id, $signature ] = explode( '.', $code . '.' );
		if ( ! hash_equals( $this->signature( $id ), $signature ) ) {
			return null;
		}
		$delivery = $this->deliveries->by_public_id( $id );
		return null !== $delivery
			&& $purpose === $delivery->purpose
			&& $delivery->created_at > $this->clock->now()->modify( "-$days days" )
			? $delivery
			: null;
	}

	private function signature( string $id ): string {
		return Ids::base64url( hash_hmac( 'sha256', $id, wp_salt( 'auth' ) . 'aaia-chatbot address link', true ) );
	}
}
