<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\Embeddings\EmbeddingModel;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Stores embedding spaces and the tokens used today. SQL only. */
final class EmbeddingSpaceRepository {

	/** Prefix of the daily token counter, before the date. */
	private const COUNTER = 'embeddings:';

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** The space that searches use. */
	public function live(): ?EmbeddingSpace {
		return $this->in_state( EmbeddingSpaceState::Live )[0] ?? null;
	}

	/** The live or unfinished space of a model; the live one where there are two. */
	public function of_model( EmbeddingModel $model ): ?EmbeddingSpace {
		foreach ( [ ...$this->in_state( EmbeddingSpaceState::Live ), ...$this->in_state( EmbeddingSpaceState::Building ) ] as $space ) {
			if ( $space->model->is( $model ) ) {
				return $space;
			}
		}
		return null;
	}

	/** @return list<EmbeddingSpace> Newest first. */
	public function in_state( EmbeddingSpaceState $state ): array {
		return array_map(
			$this->space( ... ),
			$this->database->rows( 'SELECT * FROM %i WHERE state = %s ORDER BY id DESC LIMIT 20', $this->table(), $state->value ),
		);
	}

	/** Whether any space is live or being built, so that chunks need vectors. */
	public function has_any(): bool {
		return null !== $this->database->value(
			'SELECT id FROM %i WHERE state IN (%s, %s) LIMIT 1',
			$this->table(),
			EmbeddingSpaceState::Live->value,
			EmbeddingSpaceState::Building->value,
		);
	}

	/** Creates a space and drops unfinished ones. */
	public function begin( EmbeddingModel $model ): void {
		$this->database->transaction( function () use ( $model ): void {
			$this->database->update(
				'knowledge_spaces',
				[ 'state' => EmbeddingSpaceState::Dropped->value ],
				[ 'state' => EmbeddingSpaceState::Building->value ],
			);
			$this->database->insert( 'knowledge_spaces', [
				'state'      => EmbeddingSpaceState::Building->value,
				'address'    => $model->address,
				'model'      => $model->name,
				'asked'      => $model->dimensions,
				'created_at' => Time::to_database( $this->clock->now() ),
			] );
		} );
	}

	/** Makes a finished space live and drops the previous one. */
	public function publish( int $id ): void {
		$this->database->transaction( function () use ( $id ): void {
			if ( 1 === $this->database->update(
				'knowledge_spaces',
				[ 'state' => 'next' ],
				[ 'id' => $id, 'state' => EmbeddingSpaceState::Building->value ],
			) ) {
				$this->database->update(
					'knowledge_spaces',
					[ 'state' => EmbeddingSpaceState::Dropped->value ],
					[ 'state' => EmbeddingSpaceState::Live->value ],
				);
				$this->database->update( 'knowledge_spaces', [ 'state' => EmbeddingSpaceState::Live->value ], [ 'id' => $id ] );
			}
		} );
	}

	public function drop_all(): void {
		$this->database->execute( 'UPDATE %i SET state = %s', $this->table(), EmbeddingSpaceState::Dropped->value );
	}

	/** Deletes the row of a dropped space whose vectors are deleted. */
	public function delete_dropped( int $id ): void {
		$this->database->delete( 'knowledge_spaces', [ 'id' => $id, 'state' => EmbeddingSpaceState::Dropped->value ] );
	}

	/** Locks a space for one worker; false when another has it. The lock expires after $seconds. */
	public function lock( int $id, int $seconds ): bool {
		$now = $this->clock->now()->getTimestamp();
		return 1 === $this->database->execute(
			'UPDATE %i SET locked_until = %d WHERE id = %d AND locked_until <= %d',
			$this->table(),
			$now + $seconds,
			$id,
			$now,
		);
	}

	public function unlock( int $id ): void {
		$this->database->update( 'knowledge_spaces', [ 'locked_until' => 0 ], [ 'id' => $id ] );
	}

	/** Records progress: the last chunk processed and the tokens used. */
	public function advance( int $id, int $position, int $tokens, int $dimensions ): void {
		$this->database->execute(
			'UPDATE %i SET position = %d, tokens = tokens + %d, dimensions = %d, last_error = NULL WHERE id = %d',
			$this->table(),
			$position,
			$tokens,
			$dimensions,
			$id,
		);
	}

	/** Restarts from the first chunk, to find chunks without a vector. */
	public function rewind( int $id ): void {
		$this->database->update( 'knowledge_spaces', [ 'position' => 0 ], [ 'id' => $id ] );
	}

	public function store_mean( int $id, string $mean ): void {
		$this->database->execute( 'UPDATE %i SET mean = X%s WHERE id = %d', $this->table(), bin2hex( $mean ), $id );
	}

	public function fail( int $id, string $sentence ): void {
		$this->database->update( 'knowledge_spaces', [ 'last_error' => mb_substr( $sentence, 0, 1000 ) ], [ 'id' => $id ] );
	}

	/** Tokens used for passages today (UTC). */
	public function tokens_today(): int {
		return (int) $this->database->value( 'SELECT value FROM %i WHERE name = %s', $this->database->table( 'counters' ), $this->counter() );
	}

	/** Adds to the tokens of today and deletes the counters of other days. */
	public function count_tokens( int $tokens ): void {
		$counters = $this->database->table( 'counters' );
		if ( null !== $this->database->insert_new( 'counters', [ 'name' => $this->counter() ] ) ) {
			$this->database->execute(
				'DELETE FROM %i WHERE name LIKE %s AND name <> %s',
				$counters,
				$this->database->like( self::COUNTER ) . '%',
				$this->counter(),
			);
		}
		$this->database->execute( 'UPDATE %i SET value = value + %d WHERE name = %s', $counters, $tokens, $this->counter() );
	}

	private function counter(): string {
		return self::COUNTER . $this->clock->now()->setTimezone( new \DateTimeZone( 'UTC' ) )->format( 'Y-m-d' );
	}

	private function table(): string {
		return $this->database->table( 'knowledge_spaces' );
	}

	/** @param array<string, ?string> $row */
	private function space( array $row ): EmbeddingSpace {
		return new EmbeddingSpace(
			(int) $row['id'],
			EmbeddingSpaceState::from( (string) $row['state'] ),
			new EmbeddingModel( (string) $row['address'], (string) $row['model'], (int) $row['asked'] ),
			(int) $row['dimensions'],
			(int) $row['position'],
			(int) $row['tokens'],
			(string) $row['mean'],
			(string) $row['last_error'],
		);
	}
}
