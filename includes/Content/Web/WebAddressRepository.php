<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/**
 * Stores addresses of other sites, and the leases of the processes that crawl them. SQL only.
 *
 * One process at a time crawls an address: the one that holds its lease. One process at a time crawls a site, however many addresses it
 * has.
 */
final class WebAddressRepository {

	/** Longer than any single step: five redirects of ten seconds each, with the robots.txt files of their hosts. */
	private const LEASE_SECONDS = 240;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/**
	 * Adds an address that is due at once.
	 *
	 * @param list<string> $only_paths
	 * @param list<string> $not_paths
	 *
	 * @return ?WebAddress Null when the address exists already.
	 */
	public function add(
		string $url,
		string $site,
		WebAddressKind $kind,
		array $only_paths,
		array $not_paths,
		CrawlInterval $interval,
		int $page_limit,
	): ?WebAddress {
		$now = Time::to_database( $this->clock->now() );
		$id  = $this->database->insert_new(
			'web_addresses',
			[
				'public_id'  => Ids::random(),
				'url'        => $url,
				'url_key'    => md5( $url ),
				'site'       => $site,
				'kind'       => $kind->value,
				'only_paths' => implode( "\n", $only_paths ),
				'not_paths'  => implode( "\n", $not_paths ),
				'pace'       => $interval->value,
				'page_limit' => $page_limit,
				'phase'      => CrawlPhase::Idle->value,
				'wake_at'    => $now,
				'created_at' => $now,
			]
		);
		return null === $id ? null : $this->by_id( $id );
	}

	public function by_id( int $id ): ?WebAddress {
		return $this->one( $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'web_addresses' ), $id ) );
	}

	/** Finds an address by its public id; null when it is being removed. */
	public function find( string $public_id ): ?WebAddress {
		return $this->one( $this->database->row(
			'SELECT * FROM %i WHERE public_id = %s AND phase <> %s',
			$this->database->table( 'web_addresses' ),
			$public_id,
			CrawlPhase::Removing->value,
		) );
	}

	/** @param string $url Normalised. Also finds an address that is being removed. */
	public function by_url( string $url ): ?WebAddress {
		return $this->one( $this->database->row(
			'SELECT * FROM %i WHERE url_key = %s',
			$this->database->table( 'web_addresses' ),
			md5( $url ),
		) );
	}

	/** @return list<WebAddress> Oldest first, without those being removed. */
	public function all( int $limit ): array {
		$rows = $this->database->rows(
			'SELECT * FROM %i WHERE phase <> %s ORDER BY id LIMIT %d',
			$this->database->table( 'web_addresses' ),
			CrawlPhase::Removing->value,
			$limit,
		);
		return array_map( WebAddress::from_row( ... ), $rows );
	}

	public function count(): int {
		return (int) $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( 'web_addresses' ) );
	}

	/** When the next crawl in progress continues; null when none is in progress. */
	public function next_wake_up(): ?\DateTimeImmutable {
		return Time::from_database( $this->database->value(
			'SELECT MIN(wake_at) FROM %i WHERE phase <> %s',
			$this->database->table( 'web_addresses' ),
			CrawlPhase::Idle->value,
		) );
	}

	/**
	 * Query that returns a row when an address is due.
	 *
	 * @return array{literal-string, list<string>} SQL, and the values of its placeholders.
	 */
	public function due(): array {
		return [
			'SELECT 1 FROM %i WHERE wake_at <= %s',
			[ $this->database->table( 'web_addresses' ), Time::to_database( $this->clock->now() ) ],
		];
	}

	/** Takes a lease of the address that has been due longest, or of the one with this id; null when none is available. */
	public function claim( ?int $only = null ): ?WebAddress {
		for ( $try = 0; $try < 3; $try++ ) {
			$id = $only ?? $this->next();
			if ( null === $id ) {
				return null;
			}
			$now   = $this->clock->now();
			$token = Ids::random();
			$won   = $this->database->execute(
				'UPDATE %i SET lease_token = %s, lease_until = %s WHERE id = %d AND ( lease_until IS NULL OR lease_until <= %s )',
				$this->database->table( 'web_addresses' ),
				$token,
				Time::to_database( $now->modify( '+' . self::LEASE_SECONDS . ' seconds' ) ),
				$id,
				Time::to_database( $now )
			);
			if ( 1 === $won ) {
				return $this->by_id( $id );
			}
		}
		return null;
	}

	/**
	 * Stores the result of a step and extends the lease.
	 *
	 * @param array<string, string|int|null> $changes
	 *
	 * @return ?WebAddress The address as it is now; null when the lease is lost: the owner changed or removed the address, or the step
	 *         took too long.
	 */
	public function save( WebAddress $address, array $changes = [] ): ?WebAddress {
		$until = $this->clock->now()->modify( '+' . self::LEASE_SECONDS . ' seconds' );
		$this->database->update(
			'web_addresses',
			$changes + [ 'lease_until' => Time::to_database( $until ) ],
			[
				'id'          => $address->id,
				'lease_token' => $address->lease_token,
			]
		);
		$now = $this->by_id( $address->id );
		return null === $now || $now->lease_token !== $address->lease_token ? null : $now;
	}

	/** Ends the lease. */
	public function release( WebAddress $address ): void {
		$this->database->update(
			'web_addresses',
			[
				'lease_token' => null,
				'lease_until' => null,
			],
			[
				'id'          => $address->id,
				'lease_token' => $address->lease_token,
			]
		);
	}

	/**
	 * Changes an address and starts a new crawl. A process that is crawling it loses its lease.
	 *
	 * @param array<string, string|int|null> $changes
	 */
	public function restart( int $id, array $changes = [] ): void {
		$this->database->update(
			'web_addresses',
			$changes + [
				'phase'       => CrawlPhase::Idle->value,
				'is_forced'   => 1,
				'wake_at'     => Time::to_database( $this->clock->now() ),
				'lease_token' => null,
				'lease_until' => null,
			],
			[ 'id' => $id ]
		);
	}

	/** Changes the crawl interval and, if given, the time of the next crawl. */
	public function change_interval( int $id, CrawlInterval $interval, ?\DateTimeImmutable $next ): void {
		$this->database->update(
			'web_addresses',
			[ 'pace' => $interval->value ] + ( null === $next ? [] : [ 'wake_at' => Time::to_database( $next ) ] ),
			[ 'id' => $id ],
		);
	}

	/** Makes one address due now, or all of them. Crawls in progress continue unchanged. */
	public function wake( ?int $id = null ): void {
		$this->database->execute(
			'UPDATE %i SET wake_at = %s, is_forced = 1 WHERE phase = %s AND ( %d = 0 OR id = %d )',
			$this->database->table( 'web_addresses' ),
			Time::to_database( $this->clock->now() ),
			CrawlPhase::Idle->value,
			$id ?? 0,
			$id ?? 0
		);
	}

	/** Continues a paused crawl now. */
	public function resume_now( int $id ): void {
		$this->database->update( 'web_addresses', [ 'wake_at' => Time::to_database( $this->clock->now() ) ], [ 'id' => $id ] );
	}

	public function delete( int $id ): void {
		$this->database->delete( 'web_addresses', [ 'id' => $id ] );
	}

	/** Time of the last request to a site in milliseconds; 0 when there was none. */
	public function last_request_ms( string $site ): int {
		return (int) $this->database->value( 'SELECT MAX(hit_at) FROM %i WHERE site = %s', $this->database->table( 'web_addresses' ), $site );
	}

	/** Id of the next due address; skips sites that another process is crawling. */
	private function next(): ?int {
		$table = $this->database->table( 'web_addresses' );
		$now   = Time::to_database( $this->clock->now() );
		$id    = $this->database->value(
			'SELECT id FROM %i WHERE wake_at <= %s AND ( lease_until IS NULL OR lease_until <= %s ) AND site NOT IN ( SELECT site FROM %i
				WHERE lease_until > %s ) ORDER BY wake_at, id LIMIT 1',
			$table,
			$now,
			$now,
			$table,
			$now
		);
		return null === $id ? null : (int) $id;
	}

	/** @param ?array<string, ?string> $row */
	private function one( ?array $row ): ?WebAddress {
		return null === $row ? null : WebAddress::from_row( $row );
	}
}
