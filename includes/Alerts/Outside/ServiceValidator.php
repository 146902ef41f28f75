<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Outside;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\AddressGate;
use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\CheckedAddress;

/** Finds errors in an outside service before it is saved. */
final class ServiceValidator {

	public function __construct( private readonly AddressGate $gate = new AddressGate() ) {}

	/**
	 * A sentence about the first error; null when the service can be saved.
	 *
	 * A secret goes to its own server only, so it stays only while scheme, host and port stay.
	 *
	 * @param ?OutsideService $stored The stored service whose secret is kept; null when a new secret was typed.
	 */
	public function first_error( ServiceKind $kind, string $url, string $account, ?OutsideService $stored ): ?string {
		$address = $this->checked( $url );
		if ( null === $address || 'https' !== $address->scheme ) {
			return __( 'Enter a full public address that begins with https://.', 'aaia-chatbot' );
		}
		if ( $kind->needs_account() && false === is_email( $account ) ) {
			return __( 'Enter the e-mail address of the account.', 'aaia-chatbot' );
		}
		$before = null === $stored || $stored->url === $url ? $address : $this->checked( $stored->url );
		return null === $before || [ $before->scheme, $before->host, $before->port ] !== [ $address->scheme, $address->host, $address->port ]
			? __( 'The address is on another host: enter the secret again.', 'aaia-chatbot' )
			: null;
	}

	private function checked( string $url ): ?CheckedAddress {
		try {
			return $this->gate->check( $url );
		} catch ( CallFailure ) {
			return null;
		}
	}
}
