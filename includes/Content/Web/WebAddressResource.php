<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Support\Time;

/** REST representation of an address of another site. */
final class WebAddressResource {

	/** Seconds up to which a pause is not shown as a pause. */
	private const PAUSE = 5;

	public static function schema(): Schema {
		return Schema::closed( [
			'id'         => Schema::string(),
			'url'        => Schema::string(),
			'kind'       => Schema::enum( ...array_column( WebAddressKind::cases(), 'value' ) ),
			'only_paths' => Schema::list_of( Schema::string() ),
			'not_paths'  => Schema::list_of( Schema::string() ),
			'pace'       => Schema::enum( ...array_column( CrawlInterval::cases(), 'value' ) ),
			'page_limit' => Schema::int(),
			'state'      => Schema::enum( 'waiting', 'listing', 'reading', 'paused', 'idle' ),
			'known'      => Schema::int(),
			'waiting'    => Schema::int(),
			'problems'   => Schema::int(),
			'elsewhere'  => Schema::int(),
			'capped'     => Schema::bool(),
			'partial'    => Schema::bool(),
			'problem'    => Schema::string()->nullable(),
			'last_read'  => Schema::string()->nullable(),
			'next'       => Schema::string(),
		] )->named( 'WebAddress' );
	}

	/**
	 * @param array<string, int> $counts Pages by PageState.
	 *
	 * @return array<string, mixed>
	 */
	public static function of( WebAddress $address, array $counts, \DateTimeImmutable $now ): array {
		$pages = static fn( PageState $state ): int => $counts[ $state->value ] ?? 0;
		return [
			'id'         => $address->public_id,
			'url'        => $address->url,
			'kind'       => $address->kind->value,
			'only_paths' => $address->only_paths,
			'not_paths'  => $address->not_paths,
			'pace'       => $address->interval->value,
			'page_limit' => $address->page_limit,
			'state'      => self::state( $address, $now ),
			'known'      => $pages( PageState::Read ) + $pages( PageState::Stale ),
			'waiting'    => $pages( PageState::Waiting ),
			'problems'   => $pages( PageState::Stale ) + $pages( PageState::LeftOut ) + $pages( PageState::Failed ),
			'elsewhere'  => $address->elsewhere,
			'capped'     => $address->is_capped,
			'partial'    => $address->is_partial,
			'problem'    => $address->fault?->sentence( $address->status ),
			'last_read'  => Time::to_wire( $address->read_at ),
			'next'       => (string) Time::to_wire( $address->wake_at ),
		];
	}

	private static function state( WebAddress $address, \DateTimeImmutable $now ): string {
		if ( CrawlPhase::Idle === $address->phase ) {
			return $address->wake_at <= $now ? 'waiting' : 'idle';
		}
		if ( $address->wake_at->getTimestamp() > $now->getTimestamp() + self::PAUSE ) {
			return 'paused';
		}
		return CrawlPhase::Listing === $address->phase ? 'listing' : 'reading';
	}
}
