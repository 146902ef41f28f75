<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryRepository;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;

/**
 * Makes and checks the links in alert mails with which a recipient acknowledges an alert without signing in.
 *
 * The code is a keyed hash of the delivery's random id (HMAC-SHA256), so nothing of it is stored; it expires after a week, and
 * with the alert. Opening the link only shows a page; its button's POST acts, so that mail scanners cannot acknowledge.
 */
final class AcknowledgeLinks {

	public const ACTION = 'aaia_acknowledge';

	private const DAYS = 7;

	public function __construct(
		private readonly Clock $clock,
		private readonly DeliveryRepository $deliveries,
	) {}

	public function url( Delivery $delivery ): string {
		return add_query_arg(
			[
				'action' => self::ACTION,
				'code'   => $delivery->public_id . '.' . $this->signature( $delivery->public_id ),
			],
			admin_url( 'admin-post.php' )
		);
	}

	/** The delivery that a code belongs to; null when the code is forged or expired, or the delivery deleted. */
	public function delivery( string $code ): ?Delivery {
		[ $id, $signature ] = explode( '.', $code . '.' );
		if ( ! hash_equals( $this->signature( $id ), $signature ) ) {
			return null;
		}
		$delivery = $this->deliveries->by_public_id( $id );
		return null !== $delivery && $delivery->created_at > $this->clock->now()->modify( '-' . self::DAYS . ' days' ) ? $delivery : null;
	}

	private function signature( string $id ): string {
		return Ids::base64url( hash_hmac( 'sha256', $id, wp_salt( 'auth' ) . 'aaia-chatbot acknowledge', true ) );
	}
}
