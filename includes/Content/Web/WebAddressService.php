<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\AddressGate;
use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\WebUrl;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Support\Text;

/** Adds, changes and removes addresses of other sites for owners. No request is sent to an address before it is added here. */
final class WebAddressService {

	/** Maximum number of addresses. */
	public const ADDRESSES = 100;

	/** Pages crawled per address: the default, and the maximum. */
	public const PAGES      = 2000;
	public const MOST_PAGES = 10_000;

	/** Maximum number of path patterns of an address, and maximum length of a pattern. */
	private const PATTERNS = 50;
	private const PATTERN  = 500;

	/** Seconds that a removal spends on deleting documents; a job deletes the rest. */
	private const REMOVAL_SECONDS = 3.0;

	public function __construct(
		private readonly WebAddressRepository $addresses,
		private readonly PageRepository $pages,
		private readonly AddressGate $gate,
		private readonly Crawler $crawler,
		private readonly JobQueue $jobs,
	) {}

	/**
	 * Adds addresses, all or none, and queues the job that crawls them.
	 *
	 * @param string       $typed      One or more addresses, one per line.
	 * @param list<string> $only_paths Patterns of pages to crawl, see PathPattern.
	 * @param list<string> $not_paths  Patterns of pages to skip.
	 * @param int          $page_limit 1 to MOST_PAGES.
	 *
	 * @return array{added: list<WebAddress>, problems: list<string>} Problems are translated sentences; with any problem nothing was added.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function add(
		string $typed,
		WebAddressKind $kind,
		array $only_paths,
		array $not_paths,
		CrawlInterval $interval,
		int $page_limit,
	): array {
		[ $urls, $problems ] = $this->read_lines( $typed );
		$problems            = [ ...$problems, ...$this->pattern_problems( [ ...$only_paths, ...$not_paths ] ) ];
		if ( $this->addresses->count() + count( $urls ) > self::ADDRESSES ) {
			$problems[] = sprintf(
				/* translators: %d: number of addresses. */
				__( 'At most %d addresses are kept. Remove one, or add a sitemap instead of single pages.', 'aaia-chatbot' ),
				self::ADDRESSES,
			);
		}
		$added = [];
		foreach ( [] === $problems ? $urls : [] as $url ) {
			$added[] = $this->addresses->add( $url, WebUrl::site( $url ), $kind, $only_paths, $not_paths, $interval, $page_limit );
		}
		if ( [] !== $added ) {
			CrawlPages::queue( $this->jobs );
		}
		return [
			'added'    => array_values( array_filter( $added ) ),
			'problems' => $problems,
		];
	}

	/**
	 * Changes how an address is crawled. Other patterns or another limit start a new crawl.
	 *
	 * @param list<string> $only_paths
	 * @param list<string> $not_paths
	 *
	 * @return list<string> Problems as translated sentences; with any problem nothing was changed.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function change( WebAddress $address, array $only_paths, array $not_paths, CrawlInterval $interval, int $page_limit ): array {
		$problems = $this->pattern_problems( [ ...$only_paths, ...$not_paths ] );
		if ( [] !== $problems ) {
			return $problems;
		}
		$is_same = $only_paths === $address->only_paths && $not_paths === $address->not_paths && $page_limit === $address->page_limit;
		if ( $is_same ) {
			$this->addresses->change_interval(
				$address->id,
				$interval,
				CrawlPhase::Idle === $address->phase && null !== $address->read_at
					? $address->read_at->add( new \DateInterval( 'PT' . $interval->seconds() . 'S' ) )
					: null,
			);
			return [];
		}
		$this->addresses->restart(
			$address->id,
			[
				'only_paths' => implode( "\n", $only_paths ),
				'not_paths'  => implode( "\n", $not_paths ),
				'pace'       => $interval->value,
				'page_limit' => $page_limit,
			]
		);
		CrawlPages::queue( $this->jobs );
		return [];
	}

	/** Removes an address and its documents. */
	public function remove( WebAddress $address ): void {
		$this->addresses->restart( $address->id, [ 'phase' => CrawlPhase::Removing->value ] );
		$this->crawler->run( self::REMOVAL_SECONDS, $address->id );
		CrawlPages::queue( $this->jobs );
	}

	/**
	 * Queues a crawl of an address. A crawl in progress continues, without waiting for the next attempt at a failed page.
	 *
	 * @return bool False when the server asked to wait; the crawl then continues after that time.
	 */
	public function read_now( WebAddress $address ): bool {
		if ( CrawlPhase::Reading === $address->phase ) {
			if ( ! $this->pages->retry( $address ) ) {
				return false;
			}
			$this->addresses->resume_now( $address->id );
		}
		$this->addresses->wake( $address->id );
		CrawlPages::queue( $this->jobs );
		return true;
	}

	/**
	 * Splits typed patterns, one per line.
	 *
	 * @return list<string>
	 */
	public static function patterns( string $typed ): array {
		return array_values(
			array_unique( array_filter(
				array_map( Text::line( ... ), explode( "\n", $typed ) ),
				static fn( string $line ): bool => '' !== $line,
			) ),
		);
	}

	/** @return array{list<string>, list<string>} Normalised addresses, and problems. */
	private function read_lines( string $typed ): array {
		$checked  = [];
		$urls     = [];
		$problems = [];
		$lines    = array_filter(
			array_map( 'trim', preg_split( '#[\s,;]+(?=https?://)|[\r\n]+#i', $typed ) ?: [] ),
			static fn( string $line ): bool => '' !== $line,
		);
		foreach ( array_slice( [] === $lines ? [ '' ] : array_values( $lines ), 0, self::ADDRESSES + 1 ) as $line ) {
			// People type "example.com/help" without a scheme.
			$url     = WebUrl::normalised( 1 === preg_match( '#\A[\w-]+(?:\.[\w-]+)+(?:[:/?\#]|\z)#u', $line ) ? 'https://' . $line : $line );
			$problem = null === $url ? self::invalid_address( $line ) : $this->problem( $url, $checked );
			if ( null !== $problem ) {
				$problems[] = $problem;
			} elseif ( null !== $url ) {
				$urls[ $url ] = $url;
			}
		}
		return [ array_values( $urls ), $problems ];
	}

	private static function invalid_address( string $line ): string {
		return '' === $line
			? __( 'Enter an address, such as https://example.com/help.', 'aaia-chatbot' )
			: sprintf(
				/* translators: %s: what was typed. */
				__( '“%s” is not a page address. Addresses begin with https:// or http:// and contain no user name.', 'aaia-chatbot' ),
				Text::truncate( Text::line( $line ), 100 ),
			);
	}

	/**
	 * Why an address cannot be added; null when it can.
	 *
	 * @param array<string, string> $checked Problems by host and port found so far, because a DNS lookup can take seconds. Empty for no
	 *         problem.
	 */
	private function problem( string $url, array &$checked ): ?string {
		if ( OwnSite::contains( $url ) ) {
			return sprintf(
				/* translators: %s: web address. */
				__(
					'%s is a page of this site. Choose its kind of content under “What is read” instead, so that it is known as soon as it is saved.',
					'aaia-chatbot',
				),
				$url,
			);
		}
		$known = $this->addresses->by_url( $url );
		if ( null !== $known ) {
			return CrawlPhase::Removing === $known->phase
				/* translators: %s: web address. */
				? sprintf( __( '%s is still being removed. Try again in a minute.', 'aaia-chatbot' ), $url )
				/* translators: %s: web address. */
				: sprintf( __( '%s is already in the list.', 'aaia-chatbot' ), $url );
		}
		$site = wp_parse_url( $url, PHP_URL_HOST ) . ':' . wp_parse_url( $url, PHP_URL_PORT );
		if ( ! isset( $checked[ $site ] ) ) {
			try {
				$this->gate->check( $url );
				$checked[ $site ] = '';
			} catch ( CallFailure $failure ) {
				$checked[ $site ] = $failure->kind->sentence();
			}
		}
		/* translators: 1: web address, 2: a sentence that says why it cannot be read. */
		return '' === $checked[ $site ] ? null : sprintf( __( '%1$s: %2$s', 'aaia-chatbot' ), $url, $checked[ $site ] );
	}

	/**
	 * @param list<string> $patterns
	 *
	 * @return list<string>
	 */
	private function pattern_problems( array $patterns ): array {
		$problems = [];
		if ( count( $patterns ) > self::PATTERNS ) {
			/* translators: %d: number of patterns. */
			$problems[] = sprintf( __( 'At most %d path patterns can be used.', 'aaia-chatbot' ), self::PATTERNS );
		}
		foreach ( $patterns as $pattern ) {
			if ( 1 !== preg_match( '#\A[/*]\S*\z#u', $pattern ) || strlen( $pattern ) > self::PATTERN ) {
				$problems[] = sprintf(
					/* translators: %s: what was typed. */
					__( '“%s” is not a path pattern. It must begin with / and may contain * for anything, such as /help/*.', 'aaia-chatbot' ),
					Text::truncate( $pattern, 100 ),
				);
			}
		}
		return $problems;
	}
}
