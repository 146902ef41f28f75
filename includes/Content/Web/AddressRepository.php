<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/**
 * Addresses of other sites, and who is reading them. SQL only.
 *
 * An address is read by one process at a time, the one that holds its lease, and a site by one too, whatever the number of its addresses.
 */
final class AddressRepository {

	/** Longer than any one step takes: five redirects of ten seconds each, and robots.txt files on the way. */
	private const LEASE_SECONDS = 240;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/**
	 * Adds an address, to be read at once.
	 *
	 * @param list<string> $only_paths
	 * @param list<string> $not_paths
	 *
	 * @return ?WebAddress Null when it is there already.
	 */
	public function add( string $url, string $site, AddressKind $kind, array $only_paths, array $not_paths, CrawlInterval $interval, int $page_limit ): ?WebAddress {
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

	/** By its outside id; one that is being removed is not there. */
	public function find( string $public_id ): ?WebAddress {
		return $this->one( $this->database->row( 'SELECT * FROM %i WHERE public_id = %s AND phase <> %s', $this->database->table( 'web_addresses' ), $public_id, CrawlPhase::Removing->value ) );
	}

	/** @param string $url In its one spelling; also one that is being removed. */
	public function by_url( string $url ): ?WebAddress {
		return $this->one( $this->database->row( 'SELECT * FROM %i WHERE url_key = %s', $this->database->table( 'web_addresses' ), md5( $url ) ) );
	}

	/** @return list<WebAddress> Those that are not being removed, as they were added. */
	public function all( int $limit ): array {
		$rows = $this->database->rows( 'SELECT * FROM %i WHERE phase <> %s ORDER BY id LIMIT %d', $this->database->table( 'web_addresses' ), CrawlPhase::Removing->value, $limit );
		return array_map( WebAddress::from_row( ... ), $rows );
	}

	public function count(): int {
		return (int) $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( 'web_addresses' ) );
	}

	/** When the next address wakes up whose reading goes on; null when none is being read. */
	public function next_wake_up(): ?\DateTimeImmutable {
		return Time::from_database( $this->database->value( 'SELECT MIN(wake_at) FROM %i WHERE phase <> %s', $this->database->table( 'web_addresses' ), CrawlPhase::Idle->value ) );
	}

	/**
	 * A query that finds a row while an address is due.
	 *
	 * @return array{literal-string, list<string>} SQL, and the values of its placeholders.
	 */
	public function due(): array {
		return [ 'SELECT 1 FROM %i WHERE wake_at <= %s', [ $this->database->table( 'web_addresses' ), Time::to_database( $this->clock->now() ) ] ];
	}

	/** Takes the address that has waited longest, or the one with this id; null when there is none to take. */
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
	 * Writes what came of a step and keeps the lease.
	 *
	 * @param array<string, string|int|null> $changes
	 *
	 * @return ?WebAddress As it is now; null when it is no longer ours: the owner changed or removed it, or we took too long.
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

	/** Gives the lease back. */
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
	 * Changes an address and takes it from whoever reads it; it is read anew.
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

	/** Changes how often an address is read, and, when one is given, the moment of the next reading. */
	public function change_interval( int $id, CrawlInterval $interval, ?\DateTimeImmutable $next ): void {
		$this->database->update( 'web_addresses', [ 'pace' => $interval->value ] + ( null === $next ? [] : [ 'wake_at' => Time::to_database( $next ) ] ), [ 'id' => $id ] );
	}

	/** Asks for readings that are not due yet: of all addresses, or of one. Those being read go on as they are. */
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

	/** Lets the reading of an address go on now. */
	public function resume_now( int $id ): void {
		$this->database->update( 'web_addresses', [ 'wake_at' => Time::to_database( $this->clock->now() ) ], [ 'id' => $id ] );
	}

	public function delete( int $id ): void {
		$this->database->delete( 'web_addresses', [ 'id' => $id ] );
	}

	/** When a site was last asked for something, in milliseconds; 0 when it never was. */
	public function last_request_ms( string $site ): int {
		return (int) $this->database->value( 'SELECT MAX(hit_at) FROM %i WHERE site = %s', $this->database->table( 'web_addresses' ), $site );
	}

	/** The address to be read next: none of a site that somebody reads already. */
	private function next(): ?int {
		$table = $this->database->table( 'web_addresses' );
		$now   = Time::to_database( $this->clock->now() );
		$id    = $this->database->value(
			'SELECT id FROM %i WHERE wake_at <= %s AND ( lease_until IS NULL OR lease_until <= %s ) AND site NOT IN ( SELECT site FROM %i WHERE lease_until > %s ) ORDER BY wake_at, id LIMIT 1',
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
