<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Reads the addresses that are due, step by step: their sitemaps, then their pages, one request at a time and with a pause between two.
 *
 * Every step is written down before the next begins, so that whoever is killed is followed by somebody who goes on.
 */
final class Crawler {

	/** Seconds between two requests to a site that asks for nothing, and what a site that asks for more may have. */
	private const PAUSE    = 1.0;
	private const PATIENCE = 30.0;

	/** Pauses up to this long are slept through; for longer ones the address is left alone until then. Seconds. */
	private const SLEEP = 2.0;

	/** Failures in a row after which a site is left alone for a while, and after which for this reading. */
	private const STRIKES_FOR_A_PAUSE = 5;
	private const STRIKES_FOR_THE_END = 15;

	/** Seconds of the first such pause; the next is twice as long. */
	private const LEFT_ALONE = 600;

	/** A server may ask for a pause of at most this long. Seconds. */
	private const LONGEST_PAUSE = DAY_IN_SECONDS;

	private const FORGOTTEN_AT_ONCE = 20;

	/** @param ?\Closure(float): void $sleep Waits so many seconds; null really does. */
	public function __construct(
		private readonly AddressRepository $addresses,
		private readonly PageRepository $pages,
		private readonly SitemapCrawl $sitemaps,
		private readonly PageFetcher $fetcher,
		private readonly CrawlRecorder $recorder,
		private readonly RobotsCache $robots,
		private readonly Clock $clock,
		private readonly ?\Closure $sleep = null,
	) {}

	/**
	 * Reads what is due.
	 *
	 * @param float $seconds A step that was begun is always finished: up to about a minute more where a server is slow.
	 * @param ?int  $only    Only the address with this id.
	 *
	 * @return bool Whether anything was done; false when nothing was due, or somebody else reads it.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function run( float $seconds, ?int $only = null ): bool {
		// A page of some megabytes stands in the memory several times while it is fetched and read.
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

	/** Works on an address until the time is over, it must be waited for, its reading ends, or it is somebody else's. */
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
	 * One step.
	 *
	 * @return array{array<string, string|int|null>, float} What to write into the address's row, and seconds to wait before the next step.
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
		if ( AddressKind::Page === $address->kind ) {
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
			return null === $next ? [ $this->finish_round( $address ), 0.0 ] : [ [], max( self::SLEEP + 1, (float) ( $next->getTimestamp() - $this->clock->now()->getTimestamp() ) ) ];
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
	 * What a page's outcome means for the others of its site.
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

	/** Seconds until the address's site may be asked again. */
	private function pause_left( WebAddress $address ): float {
		$delay = min( self::PATIENCE, max( self::PAUSE, $this->robots->for_url( $address->url )->delay ?? 0.0 ) );
		// Not longer than the pause itself, should the machine's time have been put back.
		return min( $delay, max( 0.0, $delay - ( $this->milliseconds() - $this->addresses->last_request_ms( $address->site ) ) / 1000 ) );
	}

	private function milliseconds(): int {
		return (int) $this->clock->now()->format( 'Uv' );
	}
}
