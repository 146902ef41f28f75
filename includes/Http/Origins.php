<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;

/** Origins whose pages may call the visitor routes: the site's own, and those in the setting `allowed_origins`. */
final class Origins {

	public function __construct( private readonly Settings $settings ) {}

	/** Whether a request with this `Origin` header is allowed. Without the header it is: only browsers send it. */
	public function allows( ?string $origin ): bool {
		if ( null === $origin || '' === $origin ) {
			return true;
		}
		$host = $this->host( $origin );
		if ( '' === $host ) {
			return false;
		}
		if ( $this->is_own( $origin ) ) {
			return true;
		}
		foreach ( $this->settings->list( 'allowed_origins' ) as $allowed ) {
			if ( rtrim( strtolower( $allowed ), '/' ) === strtolower( $origin ) ) {
				return true;
			}
		}
		return false;
	}

	/** Whether an address is of this site. */
	public function is_own( string $url ): bool {
		$host = $this->host( $url );
		return '' !== $host && in_array( $host, [ $this->host( home_url() ), $this->host( site_url() ) ], true );
	}

	/** Host, and port unless it is a default one. The scheme is ignored: a site behind a TLS proxy often knows only the other one. */
	private function host( string $url ): string {
		$parts = wp_parse_url( $url );
		if ( ! is_array( $parts ) || ! in_array( strtolower( $parts['scheme'] ?? '' ), [ 'http', 'https' ], true ) ) {
			return '';
		}
		$port = $parts['port'] ?? 0;
		return strtolower( $parts['host'] ?? '' ) . ( in_array( $port, [ 0, 80, 443 ], true ) ? '' : ':' . $port );
	}
}
