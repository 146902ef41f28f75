<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/**
 * Fetches a page of another server. Every redirect is checked like the first URL; time and size are limited. The user agent names the
 * plugin and this site.
 */
final class SafeFetch {

	/** Our name in robots.txt files. */
	public const NAME = 'AAIA-Chatbot';

	/** Redirects followed. */
	private const HOPS = 5;

	/** @param float $seconds Time limit of each request, of redirects too. */
	public function __construct(
		private readonly OutgoingClient $client,
		private readonly float $seconds = 10.0,
	) {}

	/**
	 * Sends a GET request and follows redirects.
	 *
	 * @param string                        $url     Normalised, see WebUrl.
	 * @param int                           $limit   Bytes read of the body.
	 * @param array<string, string>         $headers Keys are removed when a redirect leads to another scheme, host or port.
	 * @param ?callable(string $url): void  $before  Called before each request; an exception ends the fetch.
	 *
	 * @return OutgoingResponse With any status but a redirect.
	 *
	 * @throws CallFailure When there is no response.
	 * @throws \Exception   Whatever $before throws.
	 */
	public function get( string $url, int $limit, array $headers = [], ?callable $before = null ): OutgoingResponse {
		for ( $hop = 0; $hop <= self::HOPS; $hop++ ) {
			$this->client->check( $url );
			if ( null !== $before ) {
				$before( $url );
			}
			$answer = $this->client->send( OutgoingRequest::get( $url, $headers, self::agent() ), new CallLimits( $this->seconds, $limit ) );
			if ( ! in_array( $answer->status, [ 301, 302, 303, 307, 308 ], true ) ) {
				return $answer;
			}
			$next = WebUrl::resolved( $url, $answer->header( 'location' ) );
			if ( null === $next ) {
				throw new CallFailure( CallFailureKind::Redirects, 'A redirect leads nowhere.' );
			}
			$headers = self::origin( $url ) === self::origin( $next ) ? $headers : OutgoingRequest::without_keys( $headers );
			$url     = $next;
		}
		throw new CallFailure( CallFailureKind::Redirects, 'Too many redirects.' );
	}

	/** Scheme, host and port of a normalised URL. */
	private static function origin( string $url ): string {
		return implode( '/', array_slice( explode( '/', $url, 4 ), 0, 3 ) );
	}

	/** The user agent. */
	private static function agent(): string {
		return 'Mozilla/5.0 (compatible; ' . self::NAME . '; WordPress plugin; +' . home_url( '/' ) . ')';
	}
}
