<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Crawls due addresses step by step: first their sitemaps, then their pages, one request at a time with a pause between requests.
 *
 * Stores every step before the next one, so that another process can continue after a kill.
 */
final class Crawler {

	/** Seconds between two requests to a site: the default, and the longest crawl delay that is respected. */
	private const PAUSE    = 1.0;
	private const PATIENCE = 30.0;

	/** Seconds up to which the process sleeps through a pause; after a longer pause another run continues. */
	private const SLEEP = 2.0;

	/** Failures in a row after which the crawl pauses, and after which it ends. */
	private const STRIKES_FOR_A_PAUSE = 5;
	private const STRIKES_FOR_THE_END = 15;

	/** Seconds of the first such pause; each further pause is twice as long. */
	private const LEFT_ALONE = 600;

	/** Maximum seconds that a server can ask to wait. */
	private const LONGEST_PAUSE = DAY_IN_SECONDS;

	private const FORGOTTEN_AT_ONCE = 20;

	/** @param ?\Closure(float): void $sleep Replaces the sleep between requests in tests. */
	public function __construct(
		private readonly WebAddressRepository $addresses,
		private readonly PageRepository $pages,
		private readonly SitemapCrawl $sitemaps,
		private readonly PageFetcher $fetcher,
		private readonly CrawlRecorder $recorder,
		private readonly RobotsCache $robots,
		private readonly Clock $clock,
		private readonly ?\Closure $sleep = null,
	) {}

	/**
	 * Crawls what is due.
	 *
	 * @param float $seconds Time limit. A step is always finished, which can take about a minute more with a slow server.
	 * @param ?int  $only    Id of the only address to crawl; null for all.
	 *
	 * @return bool Whether anything was done; false when nothing was due, or another process crawls it.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function run( float $seconds, ?int $only = null ): bool {
		// A large page is held in memory several times while it is fetched and read.
		wp_raise_memory_limit( 'aaia_chatbot_pages' );
		$until = microtime( true ) + $seconds;
		$did   = false;
		do {
			$address = $this->addresses->claim( $only );
			if ( null === $address ) {
				break;
			}
			$did = true;
			try {
				$this->crawl( $address, $until );
			} finally {
				$this->addresses->release( $address );
			}
		} while ( null === $only && microtime( true ) < $until );
		return $did;
	}

	/** Crawls an address until the time is used up, a pause is needed, the crawl ends, or the lease is lost. */
	private function crawl( WebAddress $address, float $until ): void {
		do {
			[ $changes, $wait ] = $this->step( $address );
			if ( $wait > 0 && $wait <= self::SLEEP ) {
				null === $this->sleep ? usleep( (int) ( 1_000_000 * $wait ) ) : ( $this->sleep )( $wait );
				$wait = 0.0;
			}
			$is_waiting = $wait > 0 || CrawlPhase::Idle->value === ( $changes['phase'] ?? '' );
			$changes   += [ 'wake_at' => Time::to_database( $this->clock->now()->modify( '+' . (int) ceil( $wait ) . ' seconds' ) ) ];
			$address    = $this->addresses->save( $address, $changes );
		} while ( null !== $address && ! $is_waiting && microtime( true ) < $until );
	}

	/**
	 * Does one step.
	 *
	 * @return array{array<string, string|int|null>, float} Columns to change in the address's row, and seconds to wait before the next
	 *         step.
	 */
	private function step( WebAddress $address ): array {
		return match ( $address->phase ) {
			CrawlPhase::Idle     => [ $this->start_round( $address ), 0.0 ],
			CrawlPhase::Listing  => $this->list( $address ),
			CrawlPhase::Reading  => $this->read( $address ),
			CrawlPhase::Removing => $this->remove( $address ),
		};
	}

	/** @return array<string, string|int|null> */
	private function start_round( WebAddress $address ): array {
		return [
			'phase'      => CrawlPhase::Listing->value,
			'round'      => $address->round + 1,
			'listing'    => SitemapCrawl::initial_state( $address ),
			'elsewhere'  => 0,
			'is_capped'  => 0,
			'is_partial' => 0,
			'fault'      => '',
			'status'     => 0,
			'strikes'    => 0,
		];
	}

	/** @return array{array<string, string|int|null>, float} */
	private function list( WebAddress $address ): array {
		if ( WebAddressKind::Page === $address->kind ) {
			$this->pages->add_listed( $address, [ $address->url => '' ], 1 );
			return [ [ 'phase' => CrawlPhase::Reading->value, 'listing' => null ], 0.0 ];
		}
		$wait = $this->pause_left( $address );
		if ( $wait > 0 ) {
			return [ [], $wait ];
		}
		$marked = $this->addresses->save( $address, [ 'listing' => SitemapCrawl::with_attempt( $address ) ] );
		if ( null === $marked ) {
			return [ [], 0.0 ];
		}
		$step = $this->sitemaps->step( $marked );
		return [ $step['changes'] + [ 'hit_at' => $this->milliseconds() ], (float) $step['wait'] ];
	}

	/** @return array{array<string, string|int|null>, float} */
	private function read( WebAddress $address ): array {
		if ( ! $address->is_partial ) {
			$unlisted = $this->pages->unlisted( $address, self::FORGOTTEN_AT_ONCE );
			array_map( $this->recorder->forget( ... ), $unlisted );
			if ( [] !== $unlisted ) {
				return [ [], 0.0 ];
			}
		}
		$page = $this->pages->due( $address );
		if ( null === $page ) {
			$next = $this->pages->next_due( $address );
			return null === $next
				? [ $this->finish_round( $address ), 0.0 ]
				: [ [], max( self::SLEEP + 1, (float) ( $next->getTimestamp() - $this->clock->now()->getTimestamp() ) ) ];
		}
		$wait = $this->pause_left( $address );
		if ( $wait > 0 ) {
			return [ [], $wait ];
		}
		if ( WebFault::Killed === $page->fault && $page->failures >= CrawlRecorder::TRIES ) {
			$this->recorder->record( $page, PageOutcome::fault( WebFault::Killed ) );
			return [ [], 0.0 ];
		}
		$this->pages->mark_started( $page );
		try {
			$outcome = $this->fetcher->read( $page );
		} catch ( DatabaseFailure $failure ) {
			throw $failure;
		} catch ( \Throwable $error ) {
			do_action( 'aaia_chatbot_log', 'error', 'Pages of other sites: ' . $page->url . ': ' . $error->getMessage() );
			$outcome = PageOutcome::fault( WebFault::Broken );
		}
		$this->recorder->record( $page, $outcome );
		return $this->after_request( $address, $outcome );
	}

	/**
	 * Counts failures of the site, and pauses or ends the crawl after too many.
	 *
	 * @return array{array<string, string|int|null>, float}
	 */
	private function after_request( WebAddress $address, PageOutcome $outcome ): array {
		$changes = [ 'hit_at' => $this->milliseconds() ];
		if ( null === $outcome->fault || ! $outcome->fault->is_temporary() ) {
			return [ $changes + [ 'strikes' => 0 ], 0.0 ];
		}
		$strikes  = $address->strikes + 1;
		$changes += [ 'strikes' => $strikes ];
		if ( $strikes >= self::STRIKES_FOR_THE_END ) {
			$this->pages->cancel_due( $address );
			$fault = WebFault::RobotsUnreachable === $outcome->fault ? $outcome->fault : WebFault::Silent;
			return [ $changes + [ 'fault' => $fault->value ] + $this->finish_round( $address ), 0.0 ];
		}
		$wait = WebFault::Busy === $outcome->fault ? min( self::LONGEST_PAUSE, max( 30, $outcome->retry_after ?? 120 ) ) : 0;
		if ( WebFault::RobotsUnreachable === $outcome->fault || 0 === $strikes % self::STRIKES_FOR_A_PAUSE ) {
			$wait = max( $wait, self::LEFT_ALONE * 2 ** intdiv( $strikes - 1, self::STRIKES_FOR_A_PAUSE ) );
		}
		return [ $changes, (float) $wait ];
	}

	/** @return array<string, string|int|null> */
	private function finish_round( WebAddress $address ): array {
		$now = $this->clock->now();
		return [
			'phase'     => CrawlPhase::Idle->value,
			'is_forced' => 0,
			'read_at'   => Time::to_database( $now ),
			'wake_at'   => Time::to_database( $now->modify( '+' . $address->interval->seconds() . ' seconds' ) ),
		];
	}

	/** @return array{array<string, string|int|null>, float} */
	private function remove( WebAddress $address ): array {
		$pages = $this->pages->unlisted( $address, self::FORGOTTEN_AT_ONCE );
		array_map( $this->recorder->forget( ... ), $pages );
		if ( [] === $pages ) {
			$this->addresses->delete( $address->id );
		}
		return [ [], 0.0 ];
	}

	/** Seconds until the next request to the address's site is allowed. */
	private function pause_left( WebAddress $address ): float {
		$delay = min( self::PATIENCE, max( self::PAUSE, $this->robots->for_url( $address->url )->delay ?? 0.0 ) );
		// Limited to the pause itself, in case the server's clock was set back.
		return min( $delay, max( 0.0, $delay - ( $this->milliseconds() - $this->addresses->last_request_ms( $address->site ) ) / 1000 ) );
	}

	private function milliseconds(): int {
		return (int) $this->clock->now()->format( 'Uv' );
	}
}
