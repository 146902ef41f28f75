<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** SQL of the table `categories`, and of the categories of conversations. */
final class CategoryRepository {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** @return list<Category> In the owner's order. */
	public function all(): array {
		return array_map(
			Category::from_row( ... ),
			$this->database->rows(
				'SELECT * FROM %i ORDER BY position, id LIMIT %d',
				$this->database->table( 'categories' ),
				Category::MOST
			),
		);
	}

	/**
	 * Like all(), locked until the transaction ends: whoever changes the list or chooses from it waits.
	 *
	 * @return list<Category>
	 */
	public function lock_all(): array {
		return array_map(
			Category::from_row( ... ),
			$this->database->rows( 'SELECT * FROM %i ORDER BY position, id FOR UPDATE', $this->database->table( 'categories' ) ),
		);
	}

	public function lock( int $id ): ?Category {
		$row = $this->database->row( 'SELECT * FROM %i WHERE id = %d FOR UPDATE', $this->database->table( 'categories' ), $id );
		return null === $row ? null : Category::from_row( $row );
	}

	/** @return ?int Its id; null when there is one of this name. */
	public function add( string $name, string $color, bool $critical, int $position ): ?int {
		return $this->database->insert_new(
			'categories',
			[
				'folded'     => Label::folded( $name ),
				'name'       => $name,
				'color'      => $color,
				'critical'   => $critical ? 1 : 0,
				'position'   => $position,
				'created_at' => Time::to_database( $this->clock->now() ),
			]
		);
	}

	public function change( Category $category, int $position ): void {
		$this->database->update(
			'categories',
			[
				'name'     => $category->name,
				'folded'   => Label::folded( $category->name ),
				'color'    => $category->color,
				'critical' => $category->critical ? 1 : 0,
				'position' => $position,
			],
			[ 'id' => $category->id ]
		);
	}

	public function delete( int $id ): bool {
		return 0 < $this->database->delete( 'categories', [ 'id' => $id ] );
	}

	/**
	 * Takes conversations out of a category.
	 *
	 * @return int How many, at most $limit.
	 */
	public function forget( int $category_id, int $limit ): int {
		return $this->database->execute(
			'UPDATE %i SET category_id = NULL WHERE category_id = %d LIMIT %d',
			$this->database->table( 'conversations' ),
			$category_id,
			$limit
		);
	}

	/**
	 * Names of the categories of conversations.
	 *
	 * @param list<int> $conversation_ids
	 *
	 * @return array<int, string> By row id of the conversation; without those in none.
	 */
	public function of_conversations( array $conversation_ids ): array {
		if ( [] === $conversation_ids ) {
			return [];
		}
		$marks = implode( ', ', array_fill( 0, count( $conversation_ids ), '%d' ) );
		$names = [];
		foreach ( $this->database->rows(
			'SELECT c.id, t.name FROM %i c INNER JOIN %i t ON t.id = c.category_id WHERE c.id IN (' . $marks . ')',
			$this->database->table( 'conversations' ),
			$this->database->table( 'categories' ),
			...$conversation_ids
		) as $row ) {
			$names[ (int) $row['id'] ] = (string) $row['name'];
		}
		return $names;
	}

	/**
	 * How many conversations are in the category.
	 *
	 * @param literal-string $allowed Condition on `c.id` from ConversationAccess.
	 */
	public function count_conversations( int $category_id, string $allowed ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i c WHERE c.category_id = %d AND ' . $allowed,
			$this->database->table( 'conversations' ),
			$category_id
		);
	}
}
