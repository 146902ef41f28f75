<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

/** The owners that the modules name in DELIVERY_OWNERS. Deliveries of the Mail room itself, and summaries, have none. */
final class DeliveryOwners {

	/** @param list<DeliveryOwner> $owners */
	public function __construct( private readonly array $owners ) {}

	public function owner_of( Delivery $delivery ): ?DeliveryOwner {
		foreach ( $this->owners as $owner ) {
			if ( in_array( $delivery->purpose, $owner->purposes(), true ) ) {
				return $owner;
			}
		}
		return null;
	}

	/** @return list<DeliveryOwner> */
	public function all(): array {
		return $this->owners;
	}
}
