<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\CallFailureKind;
use Aaia\Chatbot\Http\Outgoing\SafeFetch;

/**
 * Fetches the robots.txt file of each crawled host, and caches it for a day.
 *
 * A host that answers with 4xx has no file. A host that answers with 5xx or 429, or not at all, must not be crawled (RFC 9309, 2.3.1);
 * this is cached for ten minutes.
 */
final class RobotsCache {

	private const KEEP_SECONDS = DAY_IN_SECONDS;

	/** Seconds for which an unreachable file is cached. */
	public const UNREACHABLE_SECONDS = 600;

	private const UNREACHABLE = 'unreachable';

	public function __construct( private readonly SafeFetch $fetch ) {}

	/** The rules of a URL's host; null when the file cannot be reached. */
	public function for_url( string $url ): ?Robots {
		$parts  = wp_parse_url( $url );
		$root   = ( $parts['scheme'] ?? '' ) . '://' . ( $parts['host'] ?? '' ) . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
		$key    = 'aaia_robots_' . md5( $root );
		$kept   = get_transient( $key );
		$robots = is_string( $kept ) ? Robots::from_json( $kept ) : null;
		if ( null !== $robots || self::UNREACHABLE === $kept ) {
			return $robots;
		}
		try {
			$robots = $this->fetch( $root . '/robots.txt' );
		} catch ( CallFailure ) {
			// No request was sent, so there is nothing to cache about the host.
			return null;
		}
		set_transient(
			$key,
			null === $robots ? self::UNREACHABLE : $robots->to_json(),
			null === $robots ? self::UNREACHABLE_SECONDS : self::KEEP_SECONDS,
		);
		return $robots;
	}

	/** @throws CallFailure When no request may be sent to the host. */
	private function fetch( string $url ): ?Robots {
		try {
			$answer = $this->fetch->get( $url, Robots::LIMIT );
		} catch ( CallFailure $failure ) {
			if ( in_array( $failure->kind, [ CallFailureKind::BadAddress, CallFailureKind::Inside, CallFailureKind::Blocked ], true ) ) {
				throw $failure;
			}
			return null;
		}
		return match ( true ) {
			200 === $answer->status                             => Robots::parse( $answer->body ),
			$answer->status < 400, $answer->status >= 500, 429 === $answer->status => null,
			default                                             => Robots::none(),
		};
	}
}
