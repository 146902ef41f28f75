<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\AddressGate;
use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\WebUrl;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Support\Text;

/** What owners do with addresses of other sites. Nothing is asked of an address before it is added here. */
final class AddressService {

	/** Addresses kept. */
	public const ADDRESSES = 100;

	/** Pages read of one address: when nothing else is chosen, and at most. */
	public const PAGES      = 2000;
	public const MOST_PAGES = 10_000;

	/** Patterns of one kind for one address, and their length. */
	private const PATTERNS = 50;
	private const PATTERN  = 500;

	/** A removal takes the documents along within this time; a job does the rest. Seconds. */
	private const REMOVAL_SECONDS = 3.0;

	public function __construct(
		private readonly AddressRepository $addresses,
		private readonly PageRepository $pages,
		private readonly AddressGate $gate,
		private readonly Crawler $crawler,
		private readonly JobQueue $jobs,
	) {}

	/**
	 * Adds addresses, all or none; they are read soon, as a job.
	 *
	 * @param string       $typed      One or more, a line each.
	 * @param list<string> $only_paths Patterns, see PathPattern.
	 * @param list<string> $not_paths  Likewise.
	 * @param int          $page_limit 1 to MOST_PAGES.
	 *
	 * @return array{added: list<WebAddress>, problems: list<string>} Problems as sentences, when nothing was added.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function add( string $typed, AddressKind $kind, array $only_paths, array $not_paths, CrawlInterval $interval, int $page_limit ): array {
		[ $urls, $problems ] = $this->read_lines( $typed );
		$problems            = [ ...$problems, ...$this->pattern_problems( [ ...$only_paths, ...$not_paths ] ) ];
		if ( $this->addresses->count() + count( $urls ) > self::ADDRESSES ) {
			/* translators: %d: number of addresses. */
			$problems[] = sprintf( __( 'At most %d addresses are kept. Remove one, or add a sitemap instead of single pages.', 'aaia-chatbot' ), self::ADDRESSES );
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
	 * Changes how an address is read. Other patterns or another limit count from a new reading on, which begins soon.
	 *
	 * @param list<string> $only_paths
	 * @param list<string> $not_paths
	 *
	 * @return list<string> Problems as sentences; nothing has changed then.
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
			$this->addresses->change_interval( $address->id, $interval, CrawlPhase::Idle === $address->phase && null !== $address->read_at ? $address->read_at->add( new \DateInterval( 'PT' . $interval->seconds() . 'S' ) ) : null );
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

	/** Removes an address and what the assistant knows from it. */
	public function remove( WebAddress $address ): void {
		$this->addresses->restart( $address->id, [ 'phase' => CrawlPhase::Removing->value ] );
		$this->crawler->run( self::REMOVAL_SECONDS, $address->id );
		CrawlPages::queue( $this->jobs );
	}

	/**
	 * Reads an address soon. One that is being read goes on, at once if it only waits to try a page again.
	 *
	 * @return bool False when its server asked to wait: then it goes on after that time.
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
	 * Patterns as typed, a line each.
	 *
	 * @return list<string>
	 */
	public static function patterns( string $typed ): array {
		return array_values( array_unique( array_filter( array_map( Text::line( ... ), explode( "\n", $typed ) ), static fn( string $line ): bool => '' !== $line ) ) );
	}

	/** @return array{list<string>, list<string>} Addresses in their one spelling, and problems. */
	private function read_lines( string $typed ): array {
		$checked  = [];
		$urls     = [];
		$problems = [];
		$lines    = array_filter( array_map( 'trim', preg_split( '#[\s,;]+(?=https?://)|[\r\n]+#i', $typed ) ?: [] ), static fn( string $line ): bool => '' !== $line );
		foreach ( array_slice( [] === $lines ? [ '' ] : array_values( $lines ), 0, self::ADDRESSES + 1 ) as $line ) {
			// "example.com/help" is what people type.
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
			? __( 'Type an address, such as https://example.com/help.', 'aaia-chatbot' )
			/* translators: %s: what was typed. */
			: sprintf( __( '“%s” is not an address of a page. Addresses begin with https:// or http:// and hold no user name.', 'aaia-chatbot' ), Text::truncate( Text::line( $line ), 100 ) );
	}

	/**
	 * Why an address cannot be added; null when it can.
	 *
	 * @param array<string, string> $checked What was found out about a site before: looking a name up can take seconds. Empty for nothing wrong.
	 */
	private function problem( string $url, array &$checked ): ?string {
		if ( OwnSite::contains( $url ) ) {
			/* translators: %s: web address. */
			return sprintf( __( '%s is a page of this site. Choose its kind of content under “What is read” instead: it is then known the moment it is saved.', 'aaia-chatbot' ), $url );
		}
		$known = $this->addresses->by_url( $url );
		if ( null !== $known ) {
			return CrawlPhase::Removing === $known->phase
				/* translators: %s: web address. */
				? sprintf( __( '%s is still being removed. Try again in a minute.', 'aaia-chatbot' ), $url )
				/* translators: %s: web address. */
				: sprintf( __( '%s is in the list already.', 'aaia-chatbot' ), $url );
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
			$problems[] = sprintf( __( 'At most %d patterns of paths are used.', 'aaia-chatbot' ), self::PATTERNS );
		}
		foreach ( $patterns as $pattern ) {
			if ( 1 !== preg_match( '#\A[/*]\S*\z#u', $pattern ) || strlen( $pattern ) > self::PATTERN ) {
				/* translators: %s: what was typed. */
				$problems[] = sprintf( __( '“%s” is no pattern of a path. It begins with / and may hold * for anything, such as /help/*.', 'aaia-chatbot' ), Text::truncate( $pattern, 100 ) );
			}
		}
		return $problems;
	}
}
