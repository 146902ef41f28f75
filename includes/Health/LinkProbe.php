<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\CallFailureKind;
use Aaia\Chatbot\Http\Outgoing\LoopbackClient;
use Aaia\Chatbot\Http\Outgoing\SafeFetch;

/**
 * Requests an address to see whether it still exists.
 *
 * Uses SafeFetch for other servers, which never contacts a private address. The response is cut off after its first kilobyte, so it costs
 * hardly more than HEAD, which many servers answer wrongly. This site is requested by the loopback client, without following redirects.
 */
final class LinkProbe {

	/** Maximum bytes read of a response. */
	private const BYTES = 1024;

	/** Statuses of pages that exist but refuse us now (RFC 9110, 6585; 999 is LinkedIn's). Such links are never dead. */
	private const NOT_FOR_US = [ 401, 402, 403, 405, 406, 407, 408, 409, 412, 418, 421, 423, 425, 426, 428, 429, 431, 451, 503, 999 ];

	public function __construct(
		private readonly SafeFetch $fetch,
		private readonly LoopbackClient $own_site = new LoopbackClient(),
	) {}

	/** Requests an address of another server. */
	public function probe_external( string $url ): LinkCheckResult {
		try {
			return self::from_status( $this->fetch->get( $url, self::BYTES )->status );
		} catch ( CallFailure $failure ) {
			return match ( $failure->kind ) {
				CallFailureKind::Blocked, CallFailureKind::BadAddress, CallFailureKind::Broken, CallFailureKind::Cut => new LinkCheckResult(
					LinkState::Unsure,
					$failure->kind->value,
				),
				default => new LinkCheckResult( LinkState::Dead, $failure->kind->value ),
			};
		}
	}

	/** Requests an address of this site; Unknown when the site cannot reach itself. */
	public function probe_internal( string $url ): LinkCheckResult {
		try {
			$status = $this->own_site->send( $url, 'HEAD' )->status;
		} catch ( CallFailure ) {
			return new LinkCheckResult( LinkState::Unknown );
		}
		return $status >= 500 || 0 === $status ? new LinkCheckResult( LinkState::Unknown ) : self::from_status( $status );
	}

	/** Interprets an HTTP status. */
	public static function from_status( int $status ): LinkCheckResult {
		if ( $status < 400 ) {
			return new LinkCheckResult( LinkState::Alive, '', $status );
		}
		return in_array( $status, self::NOT_FOR_US, true )
			? new LinkCheckResult( LinkState::Unsure, 'status', $status )
			: new LinkCheckResult( LinkState::Dead, 'status', $status );
	}
}
