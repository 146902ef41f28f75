<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail\Address;

defined( 'ABSPATH' ) || exit;

/** A keyed hash (HMAC-SHA256) of an address, by which mails to it are counted without storing it. */
final class AddressHash {

	/** Spellings that reach the same mailbox have one hash: case, `+tags`, and dots before the @, which large providers ignore. */
	public static function hash( string $address ): string {
		[ $local, $domain ] = explode( '@', strtolower( $address ) . '@' );
		$local              = str_replace( '.', '', explode( '+', $local )[0] );
		return hash_hmac( 'sha256', "$local@$domain", wp_salt( 'auth' ) . 'aaia-chatbot address' );
	}
}
