<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Knowledge\Web\AddressKind;
use Aaia\Chatbot\Knowledge\Web\AddressService;
use Aaia\Chatbot\Knowledge\Web\Pace;
use Aaia\Chatbot\Knowledge\Web\PageState;
use Aaia\Chatbot\Knowledge\Web\Phase;
use Aaia\Chatbot\Knowledge\Web\WebAddress;
use Aaia\Chatbot\Support\Time;

/** An address of another site on the wire. */
final class AddressShape {

	/** Characters of a list of patterns as typed. */
	private const PATTERNS = 10_000;

	/** A pause shorter than this is part of reading. Seconds. */
	private const PAUSE = 5;

	public static function schema(): Schema {
		return Schema::closed(
			[
				'id'         => Schema::string(),
				'url'        => Schema::string(),
				'kind'       => Schema::enum( ...array_column( AddressKind::cases(), 'value' ) ),
				'only_paths' => Schema::list_of( Schema::string() ),
				'not_paths'  => Schema::list_of( Schema::string() ),
				'pace'       => Schema::enum( ...array_column( Pace::cases(), 'value' ) ),
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
			]
		)->named( 'WebAddress' );
	}

	/**
	 * What can be chosen for an address, when it is added and afterwards.
	 *
	 * @return array<string, Schema>
	 */
	public static function choices(): array {
		return [
			'only_paths' => Schema::text( self::PATTERNS )->optional(),
			'not_paths'  => Schema::text( self::PATTERNS )->optional(),
			'pace'       => Schema::enum( ...array_column( Pace::cases(), 'value' ) )->optional(),
			'page_limit' => Schema::int( 1, AddressService::MOST_PAGES )->optional(),
		];
	}

	/** @return ?list<string> Patterns as sent; null when they were not. */
	public static function patterns( Input $input, string $name ): ?array {
		return $input->has( $name ) ? AddressService::patterns( $input->text( $name ) ) : null;
	}

	/** @param list<string> $problems Sentences. */
	public static function refused( array $problems ): RouteResult {
		return RouteResult::problem( 400, 'aaia_invalid_address', implode( ' ', $problems ), [ 'problems' => $problems ] );
	}

	/**
	 * @param array<string, int> $counts Pages by PageState.
	 *
	 * @return array<string, mixed>
	 */
	public static function of( WebAddress $address, array $counts, \DateTimeImmutable $now ): array {
		$sum = static fn( PageState ...$states ): int => array_sum( array_map( static fn( PageState $state ): int => $counts[ $state->value ] ?? 0, $states ) );
		return [
			'id'         => $address->public_id,
			'url'        => $address->url,
			'kind'       => $address->kind->value,
			'only_paths' => $address->only_paths,
			'not_paths'  => $address->not_paths,
			'pace'       => $address->pace->value,
			'page_limit' => $address->page_limit,
			'state'      => self::state( $address, $now ),
			'known'      => $sum( PageState::Read, PageState::Stale ),
			'waiting'    => $sum( PageState::Waiting ),
			'problems'   => $sum( PageState::Stale, PageState::LeftOut, PageState::Failed ),
			'elsewhere'  => $address->elsewhere,
			'capped'     => $address->is_capped,
			'partial'    => $address->is_partial,
			'problem'    => $address->fault?->sentence( $address->status ),
			'last_read'  => Time::to_wire( $address->read_at ),
			'next'       => (string) Time::to_wire( $address->wake_at ),
		];
	}

	private static function state( WebAddress $address, \DateTimeImmutable $now ): string {
		if ( Phase::Idle === $address->phase ) {
			return $address->wake_at <= $now ? 'waiting' : 'idle';
		}
		return $address->wake_at->getTimestamp() > $now->getTimestamp() + self::PAUSE ? 'paused' : ( Phase::Listing === $address->phase ? 'listing' : 'reading' );
	}
}
