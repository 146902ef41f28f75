<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/**
 * Resolves a host name to IPv4 and IPv6 addresses by the server's own resolver.
 *
 * IPv4 comes from gethostbynamel(), which reads the hosts file too; IPv6 from the DNS. Without dns_get_record()
 * only IPv4 addresses are returned, and only these are connected to.
 */
final class HostResolver {

	/** Time limit of a DNS query. The DNS answers in milliseconds; this is five times the delay of a slow mobile network. Seconds. */
	private const PATIENCE = 2;

	/** Results are cached this long, "no such name" too: once per web request, and a worker that runs for days asks again. Seconds. */
	private const KEEP = 60;

	/** @var array<string, array{float, list<string>}> By host: until when, and its addresses. */
	private array $known = [];

	private readonly \Closure $query;

	private readonly \Closure $system;

	/**
	 * @param ?\Closure(string, int): ?list<string> $query  Queries the DNS for one type (DNS_A, DNS_AAAA); null when it does not answer.
	 * @param ?\Closure(string): list<string>       $system IPv4 addresses by the system's resolver.
	 */
	public function __construct( ?\Closure $query = null, ?\Closure $system = null ) {
		$this->query  = $query ?? self::query( ... );
		$this->system = $system ?? static fn( string $host ): array => gethostbynamel( $host ) ?: [];
	}

	/**
	 * IPv4 addresses first, then IPv6; empty when there are none or no name server answers.
	 *
	 * @return list<string>
	 */
	public function addresses( string $host ): array {
		$known = $this->known[ $host ] ?? null;
		if ( null === $known || $known[0] < microtime( true ) ) {
			$found                = $this->look_up( $host );
			$known                = [ microtime( true ) + self::KEEP, $found ];
			$this->known[ $host ] = $known;
		}
		return $known[1];
	}

	/**
	 * The DNS is queried first because its time can be limited. When it does not answer for IPv6 (some old name servers), it is queried for
	 * IPv4 too, instead of the system's resolver, which would wait for ten seconds and more.
	 *
	 * @return list<string>
	 */
	private function look_up( string $host ): array {
		if ( 'localhost' === $host || str_ends_with( $host, '.localhost' ) ) {
			// This machine (RFC 6761, 6.3); must work without a network.
			return ( $this->system )( $host );
		}
		$begun  = microtime( true );
		$six    = ( $this->query )( $host, DNS_AAAA );
		$silent = null === $six && microtime( true ) - $begun >= self::PATIENCE;
		$four   = $silent ? ( $this->query )( $host, DNS_A ) : ( $this->system )( $host );
		return array_values( array_unique( [ ...( $four ?? [] ), ...( $six ?? [] ) ] ) );
	}

	/**
	 * Queries the DNS once, with a time limit where the C library reads RES_OPTIONS (glibc does, at each of these calls).
	 *
	 * @return ?list<string>
	 */
	private static function query( string $host, int $type ): ?array {
		if ( ! function_exists( 'dns_get_record' ) ) {
			return null;
		}
		$limits = function_exists( 'putenv' );
		$before = getenv( 'RES_OPTIONS' );
		if ( $limits ) {
			putenv( 'RES_OPTIONS=' . trim( (string) $before . ' timeout:' . self::PATIENCE . ' attempts:1' ) );
		}
		try {
			$records = @dns_get_record( $host, $type ); // phpcs:ignore WordPress.PHP.NoSilencedErrors -- failures of name servers are expected.
		} finally {
			if ( $limits ) {
				putenv( false === $before ? 'RES_OPTIONS' : 'RES_OPTIONS=' . $before );
			}
		}
		return is_array( $records ) ? array_values(
			array_filter( array_map( static fn( array $record ): string => (string) ( $record['ipv6'] ?? $record['ip'] ?? '' ), $records ) ),
		) : null;
	}
}
