<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Similar;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Storage\Database;

/** Index of visitors' questions by their terms. Entries belong to their conversation and are deleted with it. */
final class QuestionIndexRepository {

	/** Newest questions read for one term, so that the work of a search does not grow with the site. */
	public const NEWEST = 300;

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
	) {}

	/**
	 * Indexes a message, unless it was erased meanwhile. Idempotent.
	 *
	 * @param callable(string): list<int> $words Returns the terms of a text.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function add( int $message_id, callable $words ): void {
		$messages = $this->database->table( 'messages' );
		$text     = $this->database->value(
			'SELECT text FROM %i WHERE id = %d AND author_type = %s',
			$messages,
			$message_id,
			AuthorType::Visitor->value,
		);
		$found    = null === $text ? [] : $words( $text );
		if ( [] === $found ) {
			return;
		}
		// The statement itself checks that the message still exists.
		$values = [];
		foreach ( $found as $word ) {
			array_push( $values, $word, $messages, $message_id );
		}
		$rows = implode( ' UNION ALL ', array_fill( 0, count( $found ), 'SELECT %d, id, conversation_id FROM %i WHERE id = %d' ) );
		$this->database->execute(
			'INSERT IGNORE INTO %i (word, message_id, conversation_id) ' . $rows,
			$this->database->table( 'question_words' ),
			...$values,
		);
	}

	/**
	 * Returns earlier messages that share a term, the newest for each term. Reads up to NEWEST index entries per term, and no row.
	 *
	 * @param non-empty-list<int> $words
	 *
	 * @return array<int, list<int>> Ids of messages by term.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function messages_by_shared_term( array $words, int $before ): array {
		$values = [];
		foreach ( $words as $word ) {
			$values = [ ...$values, $this->database->table( 'question_words' ), $word, $before, self::NEWEST ];
		}
		$one    = 'SELECT word, message_id FROM ( SELECT word, message_id FROM %i WHERE word = %d AND message_id < %d
			ORDER BY message_id DESC LIMIT %d ) AS newest';
		$shared = [];
		foreach ( $this->database->rows( implode( ' UNION ALL ', array_fill( 0, count( $words ), $one ) ), ...$values ) as $row ) {
			$shared[ (int) $row['word'] ][] = (int) $row['message_id'];
		}
		return $shared;
	}

	/**
	 * Returns questions by id, limited to those the current user may see.
	 *
	 * @param non-empty-list<int> $ids
	 *
	 * @return list<array{id: int, text: string, message: string, conversation_id: int, conversation: string, created_at: string}> Newest
	 *         first.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function texts( array $ids, int $not_in ): array {
		$rows = $this->database->rows(
			'SELECT m.id, m.text, m.public_id, m.conversation_id, m.created_at, c.public_id AS conversation FROM %i m
				JOIN %i c ON c.id = m.conversation_id WHERE m.id IN ('
				. implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ') AND m.author_type = %s AND c.id <> %d AND '
				. $this->access->condition() . ' ORDER BY m.id DESC',
			$this->database->table( 'messages' ),
			$this->database->table( 'conversations' ),
			...[ ...$ids, AuthorType::Visitor->value, $not_in ]
		);
		return array_map(
			static fn( array $row ): array => [
				'id'              => (int) $row['id'],
				'text'            => (string) $row['text'],
				'message'         => (string) $row['public_id'],
				'conversation_id' => (int) $row['conversation_id'],
				'conversation'    => (string) $row['conversation'],
				'created_at'      => (string) $row['created_at'],
			],
			$rows
		);
	}

	/**
	 * Returns ids of visitors' messages after an id, to index messages older than the index.
	 *
	 * @return list<int>
	 */
	public function messages_after( int $id, int $limit ): array {
		return array_map(
			static fn( array $row ): int => (int) $row['id'],
			$this->database->rows(
				'SELECT id FROM %i WHERE id > %d AND author_type = %s ORDER BY id LIMIT %d',
				$this->database->table( 'messages' ),
				$id,
				AuthorType::Visitor->value,
				$limit,
			),
		);
	}

	public function is_empty(): bool {
		return null === $this->database->value( 'SELECT word FROM %i LIMIT 1', $this->database->table( 'question_words' ) );
	}
}
