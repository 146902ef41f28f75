<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;

/**
 * Checks links: internal ones from the data of WordPress, external ones by requests, with limits per host, run and day.
 *
 * No external server is contacted before the owner switches it on. An external link is dead when it failed twice, a day apart.
 */
final class LinkChecker {

	/** Maximum requests to other servers per day. */
	public const A_DAY = 200;

	/** Maximum internal links checked per run. */
	private const INTERNAL = 200;

	/** External links considered per run; each host is contacted once. */
	private const CHOICE = 100;

	/** Maximum requests to other servers per run. */
	private const A_RUN = 10;

	/** Seconds between two failures that make a link dead: a day, less the time that a job may run early. */
	private const APART = 82_800;

	public function __construct(
		private readonly LinkRepository $links,
		private readonly InternalLinkResolver $resolver,
		private readonly LinkProbe $probe,
		private readonly Settings $settings,
		private readonly Clock $clock,
	) {}

	/** Checks the internal links of a document, without requests. */
	public function check_document( int $document_id ): void {
		foreach ( $this->links->of_document( $document_id, false ) as [ $link ] ) {
			// A link that was alive today is not checked again: pages link to the same few others.
			if ( $link->due || LinkState::Alive !== $link->state ) {
				$this->check_internal( $link, false );
			}
		}
	}

	/**
	 * Checks links that are due.
	 *
	 * @param float $seconds Stop after this time.
	 *
	 * @return list<int> Documents whose links died or recovered.
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

	public function checks_external(): bool {
		return $this->settings->bool( HealthSettings::CHECK_LINKS );
	}

	/**
	 * External links to check now: each host once, within the daily limit.
	 *
	 * @return list<Link>
	 */
	private function external_links_to_check(): array {
		$left = $this->checks_external()
			? self::A_DAY - $this->links->count_external_checks_since( $this->clock->now()->modify( '-1 day' ) )
			: 0;
		if ( $left <= 0 ) {
			return [];
		}
		$chosen = [];
		foreach ( $this->links->due( false, self::CHOICE ) as $link ) {
			$chosen[ $link->host ] ??= $link;
		}
		return array_slice( array_values( $chosen ), 0, min( $left, self::A_RUN ) );
	}

	/** Checks an internal link. Returns whether it died or recovered. */
	private function check_internal( Link $link, bool $may_ask ): bool {
		$result = $this->resolver->resolve( $link->url );
		if ( $may_ask && ( LinkState::Unknown === $result->state || 'missing' === $result->reason ) ) {
			$asked  = $this->probe->probe_internal( $link->url );
			$result = LinkState::Unknown === $asked->state ? $result : $asked;
		} elseif ( 'missing' === $result->reason && LinkState::Alive === $link->state && $link->status > 0 ) {
			// The site itself answered before: another plugin redirects this address.
			return false;
		}
		return $this->record( $link, $result );
	}

	/** Stores the result of a check. Returns whether the link died or recovered. */
	private function record( Link $link, LinkCheckResult $result ): bool {
		$now    = $this->clock->now();
		$failed = LinkState::Dead === $result->state;
		$since  = $failed ? ( $link->failed_at ?? $now ) : null;
		$dead   = $failed &&(
			$link->internal
			|| LinkState::Dead === $link->state
			|| null !== $since && $now->getTimestamp() - $since->getTimestamp() >= self::APART
		);
		$state  = $failed && ! $dead ? LinkState::Failing : $result->state;
		$days   = $link->internal || LinkState::Failing === $state ? 1 : ( $dead ? 2 : 7 );
		// A missing page is confirmed by a request in the next run.
		$next = $link->internal && 0 === $result->status && in_array( $result->reason, [ 'missing' ], true ) && LinkState::Dead !== $link->state
			? $now
			: $now->modify( '+' . $days . ' days' );
		$this->links->record( $link->id, $state, $result->reason, $result->status, $since, $next );
		return ( LinkState::Dead === $state ) !== ( LinkState::Dead === $link->state );
	}
}
