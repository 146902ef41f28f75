<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/** Stores sources and the progress of their syncs. SQL only. */
final class SourceRepository {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** Id of the source's row, which is added if it is missing. */
	public function find_or_create( string $name, string $label ): int {
		$id = $this->find( $name );
		if ( null !== $id ) {
			return $id;
		}
		$this->database->insert_new(
			'knowledge_sources',
			[
				'name'  => $name,
				'label' => $label,
				'state' => 'idle',
			]
		);
		return (int) $this->find( $name );
	}

	public function find( string $name ): ?int {
		$id = $this->database->value( 'SELECT id FROM %i WHERE name = %s', $this->database->table( 'knowledge_sources' ), $name );
		return null === $id ? null : (int) $id;
	}

	public function state( int $id ): SourceState {
		$row = $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'knowledge_sources' ), $id );
		return $this->source( $row ?? [] );
	}

	/** @return list<SourceState> */
	public function all(): array {
		return array_map(
			$this->source( ... ),
			$this->database->rows( 'SELECT * FROM %i ORDER BY id', $this->database->table( 'knowledge_sources' ) ),
		);
	}

	/** Starts a new sync run. Processes that still work on an older run can no longer change the position. */
	public function start( int $id, int $total ): void {
		$this->database->update(
			'knowledge_sources',
			[
				'state'      => 'running',
				'run'        => Ids::random(),
				'again'      => 0,
				'position'   => '',
				'done'       => 0,
				'total'      => $total,
				'last_error' => null,
				'started_at' => Time::to_database( $this->clock->now() ),
			],
			[ 'id' => $id ]
		);
	}

	/** Stores the progress of a run. Does nothing when another run has started. */
	public function advance( int $id, string $run, string $position, int $done ): void {
		$this->database->update(
			'knowledge_sources',
			[
				'position'   => $position,
				'done'       => $done,
				'last_error' => null,
			],
			[
				'id'    => $id,
				'run'   => $run,
				'state' => 'running',
			]
		);
	}

	/** Marks a run as complete. Does nothing when another run has started. */
	public function finish( int $id, string $run ): void {
		$this->database->update(
			'knowledge_sources',
			[
				'state'        => 'idle',
				'last_error'   => null,
				'last_sync_at' => Time::to_database( $this->clock->now() ),
			],
			[
				'id'    => $id,
				'run'   => $run,
				'state' => 'running',
			]
		);
	}

	/** Asks for another run after the current one, because content that was already read has changed. */
	public function request_rerun( int $id ): void {
		$this->database->update(
			'knowledge_sources',
			[ 'again' => 1 ],
			[
				'id'    => $id,
				'state' => 'running',
			]
		);
	}

	/** Stores why a sync stopped. The next call continues at its position. */
	public function record_failure( int $id, string $reason ): void {
		$this->database->update( 'knowledge_sources', [ 'last_error' => mb_substr( $reason, 0, 1000 ) ], [ 'id' => $id ] );
	}

	/**
	 * Documents that no sync has met since a time.
	 *
	 * @return list<string> External ids.
	 */
	public function unseen_since( int $id, \DateTimeImmutable $time ): array {
		$rows = $this->database->rows(
			'SELECT external_id FROM %i WHERE source_id = %d AND seen_at < %s',
			$this->database->table( 'knowledge_documents' ),
			$id,
			Time::to_database( $time ),
		);
		return array_map( static fn( array $row ): string => (string) $row['external_id'], $rows );
	}

	/** @param array<string, ?string> $row */
	private function source( array $row ): SourceState {
		return new SourceState(
			(int) ( $row['id'] ?? 0 ),
			(string) ( $row['name'] ?? '' ),
			(string) ( $row['label'] ?? '' ),
			'running' === ( $row['state'] ?? '' ),
			(string) ( $row['position'] ?? '' ),
			(int) ( $row['done'] ?? 0 ),
			(int) ( $row['total'] ?? 0 ),
			$row['last_error'] ?? null,
			Time::from_database( $row['started_at'] ?? null ),
			Time::from_database( $row['last_sync_at'] ?? null ),
			(string) ( $row['run'] ?? '' ),
			'1' === (string) ( $row['again'] ?? '' ),
		);
	}
}
