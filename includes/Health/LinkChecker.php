<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;

/**
 * Looks at links: within the site from what WordPress knows, elsewhere by asking, politely.
 *
 * Nothing elsewhere is asked before the owner switches it on. A link elsewhere is dead when it failed twice, a day apart.
 */
final class LinkChecker {

	/** Requests to other servers in a day. */
	public const A_DAY = 200;

	/** Links within the site looked at in one run. */
	private const INTERNAL = 200;

	/** Links elsewhere read to choose from in one run: each host is asked once. */
	private const CHOICE = 100;

	/** Requests to other servers in one run. */
	private const A_RUN = 10;

	/** Two failures this far apart make a link dead: a day, less the time that a job may come early. Seconds. */
	private const APART = 82_800;

	public function __construct(
		private readonly LinkRepository $links,
		private readonly InternalLinkResolver $resolver,
		private readonly LinkProbe $probe,
		private readonly Settings $settings,
		private readonly Clock $clock,
	) {}

	/** Looks at the links within the site that one document holds, without a request. */
	public function check_document( int $document_id ): void {
		foreach ( $this->links->of_document( $document_id, false ) as [ $link ] ) {
			// One that was alive today is taken to be alive still: pages link to the same few others.
			if ( $link->due || LinkState::Alive !== $link->state ) {
				$this->check_internal( $link, false );
			}
		}
	}

	/**
	 * Looks at links whose time has come.
	 *
	 * @param float $seconds Stop after this time.
	 *
	 * @return list<int> Documents whose links died or came to life again.
	 */
	public function run( float $seconds ): array {
		$until   = microtime( true ) + $seconds;
		$changed = [];
		$this->links->forget_unused();
		foreach ( $this->links->due( true, self::INTERNAL ) as $link ) {
			if ( microtime( true ) > $until ) {
				break;
			}
			$changed[] = $this->check_internal( $link, true ) ? $link->id : 0;
		}
		foreach ( $this->external_links_to_check() as $link ) {
			if ( microtime( true ) > $until ) {
				break;
			}
			$changed[] = $this->record( $link, $this->probe->probe_external( $link->url ) ) ? $link->id : 0;
		}
		$documents = array_map( $this->links->documents_of( ... ), array_filter( $changed ) );
		return array_values( array_unique( array_merge( ...array_values( $documents ) ) ) );
	}

	/** Whether links elsewhere are asked. */
	public function checks_external(): bool {
		return $this->settings->bool( HealthSettings::CHECK_LINKS );
	}

	/**
	 * Links elsewhere to ask now: each host once, and no more than a day's requests in a day.
	 *
	 * @return list<Link>
	 */
	private function external_links_to_check(): array {
		$left = $this->checks_external() ? self::A_DAY - $this->links->count_external_checks_since( $this->clock->now()->modify( '-1 day' ) ) : 0;
		if ( $left <= 0 ) {
			return [];
		}
		$chosen = [];
		foreach ( $this->links->due( false, self::CHOICE ) as $link ) {
			$chosen[ $link->host ] ??= $link;
		}
		return array_slice( array_values( $chosen ), 0, min( $left, self::A_RUN ) );
	}

	/** Looks at a link within the site. Whether it died or came to life again. */
	private function check_internal( Link $link, bool $may_ask ): bool {
		$result = $this->resolver->resolve( $link->url );
		if ( $may_ask && ( LinkState::Unknown === $result->state || 'missing' === $result->reason ) ) {
			$asked  = $this->probe->probe_internal( $link->url );
			$result = LinkState::Unknown === $asked->state ? $result : $asked;
		} elseif ( 'missing' === $result->reason && LinkState::Alive === $link->state && $link->status > 0 ) {
			// The site itself answered: somebody redirects there.
			return false;
		}
		return $this->record( $link, $result );
	}

	/** Keeps what a look showed. Whether the link died or came to life again. */
	private function record( Link $link, LinkCheckResult $result ): bool {
		$now    = $this->clock->now();
		$failed = LinkState::Dead === $result->state;
		$since  = $failed ? ( $link->failed_at ?? $now ) : null;
		$dead   = $failed && ( $link->internal || LinkState::Dead === $link->state || null !== $since && $now->getTimestamp() - $since->getTimestamp() >= self::APART );
		$state  = $failed && ! $dead ? LinkState::Failing : $result->state;
		$days   = $link->internal || LinkState::Failing === $state ? 1 : ( $dead ? 2 : 7 );
		// What only a request could tell, or a request denies, is asked in the next run.
		$next = $link->internal && 0 === $result->status && in_array( $result->reason, [ 'missing' ], true ) && LinkState::Dead !== $link->state ? $now : $now->modify( '+' . $days . ' days' );
		$this->links->record( $link->id, $state, $result->reason, $result->status, $since, $next );
		return ( LinkState::Dead === $state ) !== ( LinkState::Dead === $link->state );
	}
}
