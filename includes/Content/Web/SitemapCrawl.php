<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\SafeFetch;
use Aaia\Chatbot\Http\Outgoing\WebUrl;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Text;

/**
 * Reads the sitemaps of an address one by one, and adds the listed pages to the crawl.
 *
 * Each file is read once, however often it is listed, so sitemaps that list each other cause no loop. The progress is stored in the
 * address's row after each file, so that another process can continue after a kill.
 */
final class SitemapCrawl {

	/** Maximum files per address. */
	private const FILES = 500;

	/** Attempts per file. */
	private const TRIES = 3;

	/** Seconds between two attempts. */
	private const PAUSE = 60;

	private const BATCH = 200;

	/** Usual paths of sitemaps, tried when robots.txt names none. */
	private const USUAL = [ '/sitemap.xml', '/sitemap_index.xml', '/wp-sitemap.xml', '/sitemap.txt' ];

	public function __construct(
		private readonly Database $database,
		private readonly SafeFetch $fetch,
		private readonly RobotsCache $robots,
		private readonly PageRepository $pages,
		private readonly Clock $clock,
	) {}

	/** State at the start: the queue holds the address itself. */
	public static function initial_state( WebAddress $address ): string {
		return self::encode( [ 'queue' => [ $address->url ], 'seen' => [ md5( $address->url ) ], 'guesses' => [], 'tries' => 0, 'begun' => 0 ] );
	}

	/**
	 * State to store before a file is read. It counts the attempt, so that a file that kills its process is skipped after three attempts.
	 */
	public static function with_attempt( WebAddress $address ): string {
		$state = self::decode( $address->listing );
		++$state['begun'];
		return self::encode( $state );
	}

	/**
	 * Reads one file.
	 *
	 * @return array{changes: array<string, string|int|null>, wait: int} Columns to change in the address's row, and seconds to wait
	 *         before the next step.
	 */
	public function step( WebAddress $address ): array {
		$state = self::decode( $address->listing );
		$url   = array_shift( $state['queue'] );
		if ( null === $url ) {
			return $this->finish( $address );
		}
		if ( $state['begun'] > self::TRIES ) {
			$state['begun'] = 0;
			return [
				'changes' => $this->not_a_sitemap( $address, $state, $url, WebFault::Killed, 0 ) + [ 'listing' => self::encode( $state ) ],
				'wait'    => 0,
			];
		}
		$state['begun'] = 0;
		try {
			$answer = $this->fetch->get( $url, Sitemap::LIMIT, [ 'Accept' => 'application/xml, text/xml, text/plain;q=0.5, */*;q=0.1' ] );
			$fault  = WebFault::from_status( $answer->status );
			$status = $answer->status;
			$map    = null === $fault ? Sitemap::parse( $answer->body ) : null;
		} catch ( CallFailure $failure ) {
			[ $fault, $status, $map ] = [ WebFault::from_call_failure( $failure->kind ), 0, null ];
		}
		if ( null === $map && null === $fault && $url === $address->url && null === $this->robots->for_url( $url ) ) {
			// The address is a page of the site, and the robots.txt file that names its sitemaps cannot be reached.
			$fault = WebFault::RobotsUnreachable;
		}
		if ( null !== $fault && $fault->is_temporary() && ++$state['tries'] < self::TRIES ) {
			array_unshift( $state['queue'], $url );
			return [
				'changes' => [ 'listing' => self::encode( $state ) ],
				'wait'    => max(
					WebFault::RobotsUnreachable === $fault ? RobotsCache::UNREACHABLE_SECONDS : self::PAUSE,
					min( 3600, isset( $answer ) ? (int) $answer->retry_after( $this->clock->now() ) : 0 ),
				),
			];
		}
		$state['tries'] = 0;
		$changes        = null === $map
			? $this->not_a_sitemap( $address, $state, $url, $fault, $status )
			: $this->read( $address, $state, $url, $map );
		return [
			'changes' => $changes + [ 'listing' => self::encode( $state ) ],
			'wait'    => 0,
		];
	}

	/**
	 * Handles a file that is not a sitemap or cannot be read. If it is the address itself, it may be a page of the site: looks for the
	 * sitemaps
	 * of the site in robots.txt and at the usual paths.
	 *
	 * @param array{queue: list<string>, seen: list<string>, guesses: list<string>, tries: int, begun: int} $state
	 *
	 * @return array<string, string|int|null>
	 */
	private function not_a_sitemap( WebAddress $address, array &$state, string $url, ?WebFault $fault, int $status ): array {
		if ( $url === $address->url && ( null === $fault || ! $fault->is_temporary() ) ) {
			$named = array_filter( array_map(
				static fn( string $sitemap ): ?string => WebUrl::resolved( $url, $sitemap ),
				$this->robots->for_url( $url )->sitemaps ?? [],
			) );
			$this->enqueue( $state, array_values( $named ) );
			if ( [] === $state['queue'] && null === $fault ) {
				$this->enqueue(
					$state,
					array_filter( array_map( static fn( string $path ): ?string => WebUrl::resolved( $url, $path ), self::USUAL ) ),
				);
				$state['guesses'] = $state['queue'];
			}
			if ( [] !== $state['queue'] ) {
				return [];
			}
		}
		$is_guess = in_array( $url, $state['guesses'], true );
		if ( $is_guess && [] !== $state['queue'] ) {
			return [];
		}
		return [
			'is_partial' => 1,
			'fault'      => ( $is_guess || null === $fault || WebFault::Gone === $fault ? WebFault::NoSitemap : $fault )->value,
			'status'     => $status,
		];
	}

	/**
	 * @param array{queue: list<string>, seen: list<string>, guesses: list<string>, tries: int, begun: int} $state
	 *
	 * @return array<string, string|int|null>
	 */
	private function read( WebAddress $address, array &$state, string $url, Sitemap $map ): array {
		if ( in_array( $url, $state['guesses'], true ) ) {
			// One sitemap at a usual path is enough: the others list the same pages.
			$state['queue']   = [];
			$state['guesses'] = [];
		}
		if ( $map->is_index ) {
			$wanted = [];
			foreach ( $map->entries as [ $entry ] ) {
				$next = WebUrl::resolved( $url, $entry );
				if ( null !== $next && WebUrl::site( $next ) === $address->site ) {
					$wanted[] = $next;
				}
			}
			return $this->enqueue( $state, $wanted ) ? [] : [ 'is_partial' => 1 ];
		}
		$elsewhere = 0;
		$pages     = [];
		foreach ( $map->entries as [ $entry, $lastmod ] ) {
			$page = WebUrl::resolved( $url, $entry );
			if ( null === $page || WebUrl::site( $page ) !== $address->site ) {
				++$elsewhere;
			} elseif ( $address->includes( $page ) && ! OwnSite::contains( $page ) ) {
				$pages[ $page ] = substr( Text::line( $lastmod ), 0, 40 );
			}
		}
		$all_fit = true;
		foreach ( array_chunk( $pages, self::BATCH, true ) as $batch ) {
			$all_fit = $this->database->transaction( fn(): bool => $this->pages->add_listed( $address, $batch, $address->page_limit ) );
			if ( ! $all_fit ) {
				$state['queue'] = [];
				break;
			}
		}
		return [
			'elsewhere' => $address->elsewhere + $elsewhere,
			'is_capped' => (int) ( $address->is_capped || ! $all_fit ),
		];
	}

	/** @return array{changes: array<string, string|int|null>, wait: int} */
	private function finish( WebAddress $address ): array {
		$changes = [
			'phase'   => CrawlPhase::Reading->value,
			'listing' => null,
		];
		if ( 0 === $this->pages->count_listed( $address ) && null === $address->fault ) {
			// A sitemap that is suddenly empty is more often broken than intended, so known pages are kept.
			$changes += [
				'is_partial' => 1,
				'fault'      => WebFault::NothingListed->value,
			];
		}
		return [
			'changes' => $changes,
			'wait'    => 0,
		];
	}

	/**
	 * @param array{queue: list<string>, seen: list<string>, guesses: list<string>, tries: int, begun: int} $state
	 * @param array<int, string>                                                                $urls
	 *
	 * @return bool False when the limit of files was reached.
	 */
	private function enqueue( array &$state, array $urls ): bool {
		foreach ( $urls as $url ) {
			if ( in_array( md5( $url ), $state['seen'], true ) ) {
				continue;
			}
			if ( count( $state['seen'] ) >= self::FILES ) {
				return false;
			}
			$state['seen'][]  = md5( $url );
			$state['queue'][] = $url;
		}
		return true;
	}

	/** @param array{queue: list<string>, seen: list<string>, guesses: list<string>, tries: int, begun: int} $state */
	private static function encode( array $state ): string {
		return (string) wp_json_encode( $state );
	}

	/** @return array{queue: list<string>, seen: list<string>, guesses: list<string>, tries: int, begun: int} */
	private static function decode( ?string $json ): array {
		$state = json_decode( (string) $json, true );
		$texts = static fn( string $name ): array => is_array( $state ) && is_array( $state[ $name ] ?? null ) ? array_values( array_filter(
			$state[ $name ],
			'is_string',
		) ) : [];
		return [
			'queue'   => $texts( 'queue' ),
			'seen'    => $texts( 'seen' ),
			'guesses' => $texts( 'guesses' ),
			'tries'   => is_array( $state ) && is_int( $state['tries'] ?? null ) ? $state['tries'] : 0,
			'begun'   => is_array( $state ) && is_int( $state['begun'] ?? null ) ? $state['begun'] : 0,
		];
	}
}
