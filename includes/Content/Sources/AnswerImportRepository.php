<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/**
 * Stores imports of answers and their lines, in parts. A part that is finished keeps the lines that were refused. SQL only.
 *
 * @phpstan-type Line array{line: int, question: string, answer: string, language: string, reason?: string}
 */
final class AnswerImportRepository {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	public function add( string $name, int $total, int $author ): AnswerImport {
		$now = Time::to_database( $this->clock->now() );
		$id  = Ids::random();
		$this->database->insert(
			'answer_imports',
			[
				'public_id'  => $id,
				'name'       => $name,
				'state'      => AnswerImport::RECEIVING,
				'total'      => $total,
				'author_id'  => $author,
				'created_at' => $now,
				'updated_at' => $now,
			]
		);
		return $this->find( $id ) ?? throw new \LogicException( 'An import that was just written is not there.' );
	}

	public function find( string $public_id ): ?AnswerImport {
		return self::import( $this->database->row( 'SELECT * FROM %i WHERE public_id = %s', $this->imports(), $public_id ) );
	}

	public function newest(): ?AnswerImport {
		return self::import( $this->database->row( 'SELECT * FROM %i ORDER BY id DESC LIMIT 1', $this->imports() ) );
	}

	/** Deletes all imports with their lines; their answers stay. */
	public function clear(): void {
		$this->database->execute( 'DELETE FROM %i', $this->database->table( 'answer_import_parts' ) );
		$this->database->execute( 'DELETE FROM %i', $this->imports() );
	}

	/**
	 * Stores a part; one that is there stays as it is.
	 *
	 * @param list<Line> $lines
	 */
	public function add_part( AnswerImport $import, int $position, array $lines ): void {
		$this->database->insert_new(
			'answer_import_parts',
			[
				'import_id' => $import->id,
				'position'  => $position,
				'content'   => self::encode( $lines ),
			]
		);
	}

	public function parts( AnswerImport $import ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i WHERE import_id = %d',
			$this->database->table( 'answer_import_parts' ),
			$import->id,
		);
	}

	/** @return ?list<Line> Null when there is no such part. */
	public function part( AnswerImport $import, int $position ): ?array {
		$content = $this->database->value(
			'SELECT content FROM %i WHERE import_id = %d AND position = %d',
			$this->database->table( 'answer_import_parts' ),
			$import->id,
			$position,
		);
		return null === $content ? null : self::decode( $content );
	}

	/**
	 * Takes a part, for the transaction that imports it: another process waits until that ends. False when the part was imported already, or
	 * the import was stopped.
	 */
	public function take_part( AnswerImport $import, int $position ): bool {
		return 1 === $this->database->execute(
			'UPDATE %i SET done = done + 1 WHERE id = %d AND done = %d AND state = %s',
			$this->imports(),
			$import->id,
			$position,
			AnswerImport::RUNNING
		);
	}

	/**
	 * Stores the result of a part.
	 *
	 * @param array{added: int, changed: int, known: int} $counts
	 * @param list<Line>                                  $refused
	 */
	public function finish_part( AnswerImport $import, int $position, array $counts, array $refused ): void {
		$this->database->execute(
			'UPDATE %i SET added = added + %d, changed = changed + %d, known = known + %d, refused = refused + %d, updated_at = %s WHERE id = %d',
			$this->imports(),
			$counts['added'],
			$counts['changed'],
			$counts['known'],
			count( $refused ),
			Time::to_database( $this->clock->now() ),
			$import->id
		);
		$this->database->update(
			'answer_import_parts',
			[ 'content' => self::encode( $refused ) ],
			[ 'import_id' => $import->id, 'position' => $position ],
		);
	}

	/** Moves an import from one state to another. False when it is in neither. */
	public function move( AnswerImport $import, string $from, string $to ): bool {
		return 1 === $this->database->update( 'answer_imports', [ 'state' => $to ], [ 'id' => $import->id, 'state' => $from ] );
	}

	private function imports(): string {
		return $this->database->table( 'answer_imports' );
	}

	/** @param list<Line> $lines */
	private static function encode( array $lines ): string {
		return (string) wp_json_encode( $lines, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
	}

	/** @return list<Line> */
	private static function decode( string $content ): array {
		$lines = json_decode( $content, true );
		return is_array( $lines ) ? array_values( $lines ) : [];
	}

	/** @param ?array<string, ?string> $row */
	private static function import( ?array $row ): ?AnswerImport {
		return null === $row ? null : new AnswerImport(
			(int) $row['id'],
			(string) $row['public_id'],
			(string) $row['name'],
			(string) $row['state'],
			(int) $row['total'],
			(int) $row['done'],
			(int) $row['added'],
			(int) $row['changed'],
			(int) $row['known'],
			(int) $row['refused'],
			(int) $row['author_id'],
		);
	}
}
