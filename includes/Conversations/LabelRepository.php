<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** SQL of the tables `labels` and `conversation_labels`. */
final class LabelRepository {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** @return list<Label> By name. */
	public function all(): array {
		$labels = array_map(
			Label::from_row( ... ),
			$this->database->rows( 'SELECT * FROM %i ORDER BY id LIMIT %d', $this->database->table( 'labels' ), Label::MOST )
		);
		usort( $labels, self::in_order( ... ) );
		return $labels;
	}

	public function count(): int {
		return (int) $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( 'labels' ) );
	}

	public function by_id( int $id ): ?Label {
		$row = $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'labels' ), $id );
		return null === $row ? null : Label::from_row( $row );
	}

	/** Reads the newest committed row and locks it until the transaction ends. */
	public function lock( int $id ): ?Label {
		$row = $this->database->row( 'SELECT * FROM %i WHERE id = %d FOR UPDATE', $this->database->table( 'labels' ), $id );
		return null === $row ? null : Label::from_row( $row );
	}

	/** The label of this name, in whatever case. */
	public function by_name( string $name ): ?Label {
		$row = $this->database->row( 'SELECT * FROM %i WHERE folded = %s', $this->database->table( 'labels' ), Label::folded( $name ) );
		return null === $row ? null : Label::from_row( $row );
	}

	/** Like by_name(), and locks it until the transaction ends: also what another transaction has just made. */
	public function lock_by_name( string $name ): ?Label {
		$row = $this->database->row(
			'SELECT * FROM %i WHERE folded = %s FOR UPDATE',
			$this->database->table( 'labels' ),
			Label::folded( $name ),
		);
		return null === $row ? null : Label::from_row( $row );
	}

	/** @return ?int Its id; null when there is one of this name. */
	public function add( string $name, string $color ): ?int {
		return $this->database->insert_new(
			'labels',
			[
				'folded'     => Label::folded( $name ),
				'name'       => $name,
				'color'      => $color,
				'created_at' => Time::to_database( $this->clock->now() ),
			]
		);
	}

	public function change( int $id, string $name, string $color ): void {
		$this->database->update( 'labels', [ 'name' => $name, 'folded' => Label::folded( $name ), 'color' => $color ], [ 'id' => $id ] );
	}

	public function delete( int $id ): bool {
		return 0 < $this->database->delete( 'labels', [ 'id' => $id ] );
	}

	/**
	 * Takes a label off conversations.
	 *
	 * @return int Of how many, at most $limit.
	 */
	public function forget( int $label_id, int $limit ): int {
		return $this->database->execute(
			'DELETE FROM %i WHERE label_id = %d LIMIT %d',
			$this->database->table( 'conversation_labels' ),
			$label_id,
			$limit
		);
	}

	/**
	 * How many conversations have the label.
	 *
	 * @param literal-string $allowed Condition on `l.conversation_id` from ConversationAccess.
	 */
	public function count_conversations( int $label_id, string $allowed ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i l WHERE l.label_id = %d AND ' . $allowed,
			$this->database->table( 'conversation_labels' ),
			$label_id
		);
	}

	/**
	 * The labels of conversations.
	 *
	 * @param list<int> $conversation_ids
	 *
	 * @return array<int, list<Label>> By row id of the conversation, by name.
	 */
	public function of_conversations( array $conversation_ids ): array {
		if ( [] === $conversation_ids ) {
			return [];
		}
		$marks  = implode( ', ', array_fill( 0, count( $conversation_ids ), '%d' ) );
		$labels = [];
		foreach ( $this->database->rows(
			'SELECT l.conversation_id, t.* FROM %i l INNER JOIN %i t ON t.id = l.label_id WHERE l.conversation_id IN (' . $marks . ')',
			$this->database->table( 'conversation_labels' ),
			$this->database->table( 'labels' ),
			...$conversation_ids
		) as $row ) {
			$labels[ (int) $row['conversation_id'] ][] = Label::from_row( $row );
		}
		foreach ( $labels as $id => $own ) {
			usort( $own, self::in_order( ... ) );
			$labels[ $id ] = $own;
		}
		return $labels;
	}

	/** Puts a label on a conversation that is locked. */
	public function put( Conversation $conversation, int $label_id ): void {
		$this->database->insert_new(
			'conversation_labels',
			[
				'conversation_id'  => $conversation->id,
				'label_id'         => $label_id,
				'active'           => StatusMachine::is_active( $conversation->status, $conversation->archived ) ? 1 : 0,
				'last_activity_at' => Time::to_database( $conversation->last_activity_at ),
			]
		);
	}

	public function take( int $conversation_id, int $label_id ): void {
		$this->database->delete( 'conversation_labels', [ 'conversation_id' => $conversation_id, 'label_id' => $label_id ] );
	}

	private static function in_order( Label $a, Label $b ): int {
		return strnatcasecmp( $a->name, $b->name );
	}
}
