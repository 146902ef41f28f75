<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;

/** SQL of the table `conversations`. Queries for lists are in Inbox\InboxRepository. */
final class ConversationRepository {

	/**
	 * Tables whose rows belong to a conversation. Messages first: a transaction that adds rows to a message has locked it. The rows of
	 * attached files go with their files, see ConversationService::erase().
	 */
	private const PARTS = [
		'messages',
		'answer_metrics',
		'question_words',
		'turns',
		'ratings',
		'visitor_ratings',
		'answer_reviews',
		'today_items',
		'lesson_links',
		'source_reports',
		'support_requests',
		'address_checks',
		'delivery_attempts',
		'deliveries',
		'alerts',
		'presence',
		'invitations',
		'reply_addresses',
		'unread_marks',
		'conversation_labels',
		'mentions',
		'contact_moves',
		'conversation_words',
		'bulk_items',
		'conversation_limits',
		'conversation_facts',
		'test_results',
		'test_questions',
		'gap_questions',
		'gap_words',
		'reach_changes',
		'question_themes',
		'visits',
	];

	/** Values of the columns of a new row that add() does not name. */
	private const DEFAULTS = [
		'archived_at'      => null,
		'assignee_id'      => null,
		'preview'          => '',
		'unread'           => '0',
		'last_message_id'  => null,
		'person_requested' => null,
		'waiting_since'    => null,
		'first_reply_at'   => null,
		'resolved_at'      => null,
		'snoozed_until'    => null,
	];

	/** Columns of which `conversation_labels` has copies, for the index of lists of one label. */
	private const COPIED = [ 'active' => true, 'last_activity_at' => true ];

	public function __construct( private readonly Database $database ) {}

	public function by_id( int $id ): ?Conversation {
		$row = $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'conversations' ), $id );
		return null === $row ? null : Conversation::from_row( $row );
	}

	/** The conversation of a contact in which something happened last. */
	public function newest_of_contact( int $contact_id ): ?Conversation {
		$row = $this->database->row(
			'SELECT * FROM %i WHERE contact_id = %d ORDER BY last_activity_at DESC, id DESC LIMIT 1',
			$this->database->table( 'conversations' ),
			$contact_id,
		);
		return null === $row ? null : Conversation::from_row( $row );
	}

	/**
	 * Conversations of an agent that are not resolved, archived ones too.
	 *
	 * @return list<int> Row ids.
	 */
	public function unresolved_of( int $assignee_id, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT id FROM %i WHERE assignee_id = %d AND status IN (%s, %s, %s) LIMIT %d',
			$this->database->table( 'conversations' ),
			$assignee_id,
			Status::Open->value,
			Status::Pending->value,
			Status::Snoozed->value,
			$limit,
		);
		return array_map( static fn( array $row ): int => (int) $row['id'], $rows );
	}

	/**
	 * Those who have or had a conversation, by id.
	 *
	 * @return list<int> WordPress users.
	 */
	public function assignees( int $after, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT DISTINCT assignee_id FROM %i WHERE assignee_id > %d ORDER BY assignee_id LIMIT %d',
			$this->database->table( 'conversations' ),
			$after,
			$limit,
		);
		return array_map( static fn( array $row ): int => (int) $row['assignee_id'], $rows );
	}

	/**
	 * Conversations of a team that are not resolved, archived ones too.
	 *
	 * @return list<int> Row ids.
	 */
	public function unresolved_of_team( int $team_id, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT id FROM %i WHERE team_id = %d AND status IN (%s, %s, %s) LIMIT %d',
			$this->database->table( 'conversations' ),
			$team_id,
			Status::Open->value,
			Status::Pending->value,
			Status::Snoozed->value,
			$limit,
		);
		return array_map( static fn( array $row ): int => (int) $row['id'], $rows );
	}

	/**
	 * Names that the visitor gave when asking for a person.
	 *
	 * @return list<string>
	 */
	public function names_given( int $id ): array {
		return array_map( static fn( array $row ): string => (string) $row['name'], $this->database->rows(
			'SELECT DISTINCT name FROM %i WHERE conversation_id = %d AND name IS NOT NULL',
			$this->database->table( 'support_requests' ),
			$id,
		) );
	}

	/** Takes at most $limit conversations out of a team. @return int How many. */
	public function forget_team( int $team_id, int $limit ): int {
		return $this->database->execute(
			'UPDATE %i SET team_id = NULL WHERE team_id = %d LIMIT %d',
			$this->database->table( 'conversations' ),
			$team_id,
			$limit,
		);
	}

	/** Takes the conversations of a contact off it. @return int How many. */
	public function unlink( int $contact_id ): int {
		return $this->database->update( 'conversations', [ 'contact_id' => null ], [ 'contact_id' => $contact_id ] );
	}

	/**
	 * Public ids of the conversations that exist.
	 *
	 * @param list<int>      $ids
	 * @param literal-string $condition Condition on the alias `c` from ConversationAccess.
	 *
	 * @return array<int, string> By row id.
	 */
	public function public_ids( array $ids, string $condition ): array {
		if ( [] === $ids ) {
			return [];
		}
		$rows = $this->database->rows(
			'SELECT c.id, c.public_id FROM %i c WHERE c.id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ') AND ' . $condition,
			$this->database->table( 'conversations' ),
			...$ids,
		);
		$ids_by_row = [];
		foreach ( $rows as $row ) {
			$ids_by_row[ (int) $row['id'] ] = (string) $row['public_id'];
		}
		return $ids_by_row;
	}

	/**
	 * Conversations by row id.
	 *
	 * @param list<int>      $ids
	 * @param literal-string $allowed Condition on `c.id` from ConversationAccess.
	 *
	 * @return array<int, Conversation> By row id.
	 */
	public function several( array $ids, string $allowed ): array {
		if ( [] === $ids ) {
			return [];
		}
		$marks = implode( ', ', array_fill( 0, count( $ids ), '%d' ) );
		$found = [];
		foreach ( $this->database->rows(
			'SELECT c.* FROM %i c WHERE c.id IN (' . $marks . ') AND ' . $allowed,
			$this->database->table( 'conversations' ),
			...$ids,
		) as $row ) {
			$found[ (int) $row['id'] ] = Conversation::from_row( $row );
		}
		return $found;
	}

	public function by_public_id( string $public_id ): ?Conversation {
		$row = $this->database->row( 'SELECT * FROM %i WHERE public_id = %s', $this->database->table( 'conversations' ), $public_id );
		return null === $row || $row['public_id'] !== $public_id ? null : Conversation::from_row( $row );
	}

	/** Reads and locks the row until the transaction ends, so that decisions are still right when they are written. */
	public function lock( int $id ): ?Conversation {
		$row = $this->database->row( 'SELECT * FROM %i WHERE id = %d FOR UPDATE', $this->database->table( 'conversations' ), $id );
		return null === $row ? null : Conversation::from_row( $row );
	}

	/** Reads the newest committed row by public id and locks it until the transaction ends. */
	public function lock_by_public_id( string $public_id ): ?Conversation {
		$row = $this->database->row( 'SELECT * FROM %i WHERE public_id = %s FOR UPDATE', $this->database->table( 'conversations' ), $public_id );
		return null === $row || $row['public_id'] !== $public_id ? null : Conversation::from_row( $row );
	}

	/**
	 * The visitor's conversations, newest first.
	 *
	 * @return list<Conversation>
	 */
	public function by_visitor( int $visitor_id, int $limit ): array {
		return array_map(
			Conversation::from_row( ... ),
			$this->database->rows(
				'SELECT * FROM %i WHERE visitor_id = %d ORDER BY id DESC LIMIT %d',
				$this->database->table( 'conversations' ),
				$visitor_id,
				$limit,
			),
		);
	}

	/**
	 * Adds a conversation, which is then locked by the transaction. Null when its public id is taken.
	 *
	 * @param array<string, string|int> $data
	 */
	public function add( array $data ): ?Conversation {
		$id = $this->database->insert_new( 'conversations', $data );
		return null === $id ? null : Conversation::from_row( DatabaseRow::strings( [ 'id' => $id ] + $data ) + self::DEFAULTS );
	}

	/**
	 * Changes the row, and the copies that its labels have. A conversation without labels takes one statement.
	 *
	 * @param array<string, string|int|null> $changes
	 */
	public function change( int $id, array $changes ): void {
		$copied = array_intersect_key( $changes, self::COPIED );
		if ( [] === $changes || [] !== $copied && 0 < $this->database->update( 'conversations', $changes, [ 'id' => $id, 'labelled' => 0 ] ) ) {
			return;
		}
		$this->database->update( 'conversations', $changes, [ 'id' => $id ] );
		if ( [] !== $copied ) {
			$this->database->update( 'conversation_labels', $copied, [ 'conversation_id' => $id ] );
		}
	}

	/** Records that the visitor has seen everything up to a message. @return bool Whether this changed anything. */
	public function read_by_visitor( int $id, int $message_id ): bool {
		return 1 === $this->database->execute(
			'UPDATE %i SET visitor_read_id = %d WHERE id = %d AND ( visitor_read_id IS NULL OR visitor_read_id < %d )',
			$this->database->table( 'conversations' ),
			$message_id,
			$id,
			$message_id
		);
	}

	/**
	 * Deletes a conversation and all rows that belong to it.
	 *
	 * @return array<string, int> Rows deleted by table.
	 */
	public function delete( int $id ): array {
		$deleted = [];
		foreach ( self::PARTS as $table ) {
			$deleted[ $table ] = $this->database->delete( $table, [ 'conversation_id' => $id ] );
		}
		$deleted['conversations'] = $this->database->delete( 'conversations', [ 'id' => $id ] );
		return $deleted;
	}

	/**
	 * Counts the rows that are left of a conversation.
	 *
	 * @return array<string, int> Rows by table.
	 */
	public function remaining( int $id ): array {
		$remaining = [];
		foreach ( [ ...self::PARTS, 'message_attachments' ] as $table ) {
			$remaining[ $table ] = (int) $this->database
				->value( 'SELECT COUNT(*) FROM %i WHERE conversation_id = %d', $this->database->table( $table ), $id );
		}
		$remaining['conversations'] = (int) $this->database
			->value( 'SELECT COUNT(*) FROM %i WHERE id = %d', $this->database->table( 'conversations' ), $id );
		return $remaining;
	}
}
