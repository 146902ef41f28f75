<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Web;

use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\SafeFetch;

/**
 * The robots.txt files of the hosts we read, each asked for once a day.
 *
 * A host that answers 4xx has none; one that answers 5xx, 429 or nothing must not be read until it does (RFC 9309, 2.3.1), which is
 * remembered for ten minutes.
 */
final class RobotsBook {

	private const KEEP_SECONDS = DAY_IN_SECONDS;

	private const UNREACHABLE_SECONDS = 600;

	private const UNREACHABLE = 'unreachable';

	public function __construct( private readonly SafeFetch $fetch ) {}

	/** The file of a URL's host; null while it cannot be reached. */
	public function of( string $url ): ?Robots {
		$parts  = wp_parse_url( $url );
		$root   = ( $parts['scheme'] ?? '' ) . '://' . ( $parts['host'] ?? '' ) . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
		$key    = 'aaia_robots_' . md5( $root );
		$kept   = get_transient( $key );
		$robots = is_string( $kept ) ? Robots::from_json( $kept ) : null;
		if ( null !== $robots || self::UNREACHABLE === $kept ) {
			return $robots;
		}
		$robots = $this->asked( $root . '/robots.txt' );
		set_transient( $key, null === $robots ? self::UNREACHABLE : $robots->to_json(), null === $robots ? self::UNREACHABLE_SECONDS : self::KEEP_SECONDS );
		return $robots;
	}

	private function asked( string $url ): ?Robots {
		try {
			$answer = $this->fetch->get( $url, Robots::LIMIT );
		} catch ( CallFailure ) {
			return null;
		}
		return match ( true ) {
			200 === $answer->status                             => Robots::parse( $answer->body ),
			$answer->status < 400, $answer->status >= 500, 429 === $answer->status => null,
			default                                             => Robots::none(),
		};
	}
}
