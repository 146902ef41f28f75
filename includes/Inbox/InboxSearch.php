<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Inbox\Contacts\ContactSearch;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Text;

/**
 * Searches conversations by the words of their messages, by the names and e-mail addresses that visitors gave, and by the contact that
 * they are linked to; newest conversation first. Finds conversations that contain all words, each at the beginning of a word, whatever the
 * case and accents, and those of contacts that fit the whole search (see ContactSearch).
 *
 * The longest word leads: its newest conversations are read from the index, and the others are looked up for those only. When too many
 * words begin with it, or too many contacts fit, the newest conversations are read instead. All are bounded; the next page continues where
 * one stopped.
 *
 * @phpstan-import-type Found from InboxPage
 */
final class InboxSearch {

	/** Words of the index that a word of a search may stand for. */
	private const EXPANDED = 64;

	/** Conversations examined at once, and how often for one page. */
	private const WINDOW = 400;

	/** Entries of the index read at once, of all words together; at least ENTRIES_EACH of one. */
	private const ENTRIES = 3200;

	private const ENTRIES_EACH = 50;

	private const ROUNDS = 5;

	/** Contacts whose conversations are read from their index. */
	private const CONTACTS = 64;

	/** Steps by which the index may be brought up to date before a search. */
	private const STEPS = 5;

	/** Messages of one conversation in which the hit is looked for, the newest first. */
	private const MESSAGES = 200;

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
		private readonly IndexConversations $index,
		private readonly ContactSearch $contacts,
	) {}

	/** @param ?list<string|int> $after Row id of the last conversation of the previous page. */
	public function page( InboxFilter $filter, ?array $after, int $limit ): InboxPage {
		$words = SearchWords::of_search( $filter->search );
		if ( [] === $words ) {
			return new InboxPage( [], null );
		}
		for ( $step = 0; $step < self::STEPS && ! $this->index->catch_up(); $step++ ) {
			continue;
		}
		$holders = array_column( $this->contacts->page( $filter->search, null, self::CONTACTS + 1 ), 'id' );
		$keys    = count( $holders ) > self::CONTACTS ? null : $this->expanded( $words[0] );
		$others  = null === $keys ? $words : array_slice( $words, 1 );
		$fits    = SqlCondition::all( array_map( $this->contains( ... ), $others ) );
		$where   = SqlCondition::all( [
			$this->rest( $filter ),
			[] === $holders ? $fits : SqlCondition::any( [ $fits, $this->linked_to( $holders, $filter->search ) ] ),
		] );
		$before = null === $after ? PHP_INT_MAX : (int) $after[0];
		$found  = [];
		for ( $round = 0; $round < self::ROUNDS && count( $found ) <= $limit && null !== $before; $round++ ) {
			[ $ids, $before ] = null === $keys ? $this->newest( $before ) : self::joined(
				$this->with_words( $keys, $before ),
				$this->of_contacts( $holders, $before ),
			);
			array_push( $found, ...$this->fitting( $ids, $where, $limit + 1 ) );
		}
		$page = array_slice( $found, 0, $limit );
		$next = count( $found ) > $limit ? ( end( $page )->id ?? null ) : $before;
		return new InboxPage( $page, null === $next ? null : [ $next ], $this->matches( $page, $words ), $words );
	}

	/**
	 * Words of the index that begin with a word; null when there are too many.
	 *
	 * @return ?list<string>
	 */
	private function expanded( string $word ): ?array {
		$keys = [];
		foreach ( $this->ranges( $word ) as [ $from, $to ] ) {
			do {
				// Not DISTINCT: MariaDB may read every conversation of a common word for it. Seeks past each word instead.
				$rows = $this->database->rows(
					'SELECT word FROM %i WHERE word >= %s AND word <= %s ORDER BY word LIMIT %d',
					$this->database->table( 'conversation_words' ),
					$from,
					$to,
					self::EXPANDED + 1
				);
				$keys = [ ...$keys, ...array_unique( array_map( static fn( array $row ): string => (string) $row['word'], $rows ) ) ];
				$from = end( $keys ) . SearchWords::FIRST;
			} while ( count( $rows ) > self::EXPANDED && count( $keys ) <= self::EXPANDED );
		}
		return count( $keys ) > self::EXPANDED ? null : array_values( array_unique( $keys ) );
	}

	/**
	 * The newest conversations before one, whatever they contain.
	 *
	 * @return array{list<int>, ?int} Row ids, and the one after which the next begin; null at the end.
	 */
	private function newest( int $before ): array {
		$ids = array_map(
			static fn( array $row ): int => (int) $row['id'],
			$this->database->rows(
				'SELECT id FROM %i WHERE id < %d ORDER BY id DESC LIMIT %d',
				$this->database->table( 'conversations' ),
				$before,
				self::WINDOW,
			),
		);
		return [ $ids, count( $ids ) < self::WINDOW ? null : end( $ids ) ];
	}

	/**
	 * The newest conversations before one that contain one of these words of the index. Reads ENTRIES of the index.
	 *
	 * @param list<string> $keys
	 *
	 * @return array{list<int>, ?int} Row ids, and the one after which the next begin; null at the end.
	 */
	private function with_words( array $keys, int $before ): array {
		if ( [] === $keys ) {
			return [ [], null ];
		}
		$one    = 'SELECT * FROM ( SELECT word, conversation_id FROM %i WHERE word = %s AND conversation_id < %d'
			. ' ORDER BY conversation_id DESC LIMIT %d ) w';
		$values = [];
		$most   = min( self::WINDOW, max( self::ENTRIES_EACH, intdiv( self::ENTRIES, count( $keys ) ) ) );
		foreach ( $keys as $key ) {
			array_push( $values, $this->database->table( 'conversation_words' ), $key, $before, $most );
		}
		$read = [];
		foreach ( $this->database->rows( $one . str_repeat( ' UNION ALL ' . $one, count( $keys ) - 1 ), ...$values ) as $row ) {
			$read[ (string) $row['word'] ][] = (int) $row['conversation_id'];
		}
		return self::complete( $read, $most );
	}

	/**
	 * The newest conversations before one of some contacts. Reads ENTRIES of the index.
	 *
	 * @param list<int> $contacts
	 *
	 * @return array{list<int>, ?int} Row ids, and the one after which the next begin; null at the end.
	 */
	private function of_contacts( array $contacts, int $before ): array {
		if ( [] === $contacts ) {
			return [ [], null ];
		}
		$one    = 'SELECT * FROM ( SELECT contact_id, id FROM %i WHERE contact_id = %d AND id < %d ORDER BY id DESC LIMIT %d ) k';
		$values = [];
		$most   = min( self::WINDOW, max( self::ENTRIES_EACH, intdiv( self::ENTRIES, count( $contacts ) ) ) );
		foreach ( $contacts as $contact ) {
			array_push( $values, $this->database->table( 'conversations' ), $contact, $before, $most );
		}
		$read = [];
		foreach ( $this->database->rows( $one . str_repeat( ' UNION ALL ' . $one, count( $contacts ) - 1 ), ...$values ) as $row ) {
			$read[ (int) $row['contact_id'] ][] = (int) $row['id'];
		}
		return self::complete( $read, $most );
	}

	/**
	 * The newest of what was read from several places, as far down as all of them are complete.
	 *
	 * @param array<non-empty-array<int>> $read By place, of which at most $most were read.
	 *
	 * @return array{list<int>, ?int}
	 */
	private static function complete( array $read, int $most ): array {
		$ids = array_values( array_unique( array_merge( ...array_values( $read ) ) ) );
		rsort( $ids );
		$stopped = array_map( 'min', array_filter( $read, static fn( array $own ): bool => $most === count( $own ) ) );
		$ids     = [] === $stopped ? $ids : array_values( array_filter( $ids, static fn( int $id ): bool => $id >= max( $stopped ) ) );
		$page    = array_slice( $ids, 0, self::WINDOW );
		$is_end  = [] === $stopped && count( $page ) === count( $ids );
		return [ $page, $is_end ? null : ( end( $page ) ?: null ) ];
	}

	/**
	 * Two windows as one, as far down as both are complete.
	 *
	 * @param array{list<int>, ?int} $one
	 * @param array{list<int>, ?int} $other
	 *
	 * @return array{list<int>, ?int}
	 */
	private static function joined( array $one, array $other ): array {
		$next = max( $one[1] ?? 0, $other[1] ?? 0 );
		$ids  = array_filter( array_unique( [ ...$one[0], ...$other[0] ] ), static fn( int $id ): bool => $id >= $next );
		rsort( $ids );
		return [ $ids, 0 === $next ? null : $next ];
	}

	/**
	 * Condition that the conversation is of a contact that fits the search.
	 *
	 * @param non-empty-list<int> $holders Of these, or of any where there are more than CONTACTS.
	 */
	private function linked_to( array $holders, string $search ): SqlCondition {
		return count( $holders ) > self::CONTACTS
			? $this->contacts->of_conversation( $search )
			: new SqlCondition( 'c.contact_id IN (' . implode( ', ', array_fill( 0, count( $holders ), '%d' ) ) . ')', $holders );
	}

	/**
	 * Those of some conversations that fit a condition.
	 *
	 * @param list<int> $ids
	 *
	 * @return list<Conversation> Newest first.
	 */
	private function fitting( array $ids, SqlCondition $where, int $limit ): array {
		if ( [] === $ids ) {
			return [];
		}
		return array_map(
			Conversation::from_row( ... ),
			$this->database->rows(
				'SELECT c.* FROM %i c WHERE c.id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ') AND ' . $where->sql
					. ' ORDER BY c.id DESC LIMIT %d',
				$this->database->table( 'conversations' ),
				...[ ...$ids, ...$where->values, $limit ]
			)
		);
	}

	/** Condition that the conversation contains a word. */
	private function contains( string $word ): SqlCondition {
		$values = [ $this->database->table( 'conversation_words' ) ];
		$any    = '1 = 0';
		foreach ( $this->ranges( $word ) as $range ) {
			$any .= ' OR x.word >= %s AND x.word <= %s';
			array_push( $values, ...$range );
		}
		return new SqlCondition( 'EXISTS ( SELECT 1 FROM %i x WHERE x.conversation_id = c.id AND ( ' . $any . ' ) )', $values );
	}

	/** @return list<array{string, string}> Ranges of the index for a word: in addresses only for those who may see them. */
	private function ranges( string $word ): array {
		return Capability::Sensitive->allowed()
			? [ SearchWords::range( $word ), SearchWords::range( $word, SearchWords::ADDRESS ) ]
			: SearchWords::ranges_without_addresses( $word );
	}

	/**
	 * For each conversation the newest message that contains most of the words, with an excerpt.
	 *
	 * @param list<Conversation> $conversations
	 * @param list<string>       $words
	 *
	 * @return array<int, Found> By row id; without those that were found by a name or an address.
	 */
	private function matches( array $conversations, array $words ): array {
		if ( [] === $conversations ) {
			return [];
		}
		$marks = implode( ', ', array_fill( 0, count( $conversations ), '%d' ) );
		$rows  = $this->database->rows(
			'SELECT m.public_id, m.conversation_id, m.author_type, m.private, m.text FROM ( SELECT id, ROW_NUMBER() OVER'
				. ' ( PARTITION BY conversation_id ORDER BY id DESC ) AS place FROM %i WHERE conversation_id IN (' . $marks . ')'
				. ' AND author_type <> %s ) n INNER JOIN %i m ON m.id = n.id WHERE n.place <= %d ORDER BY m.id DESC',
			$this->database->table( 'messages' ),
			...[
				...array_map( static fn( Conversation $conversation ): int => $conversation->id, $conversations ),
				AuthorType::System->value,
				$this->database->table( 'messages' ),
				self::MESSAGES,
			]
		);
		$most  = [];
		$found = [];
		foreach ( $rows as $row ) {
			$id    = (int) $row['conversation_id'];
			$count = SearchWords::count( (string) $row['text'], $words );
			if ( $count > ( $most[ $id ] ?? 0 ) ) {
				$most[ $id ]  = $count;
				$found[ $id ] = $row;
			}
		}
		return array_map( static fn( array $row ): array => self::match( $row, $words ), $found );
	}

	/**
	 * @param array<string, ?string> $row   A message.
	 * @param list<string>           $words
	 *
	 * @return Found
	 */
	private static function match( array $row, array $words ): array {
		$text  = (string) $row['text'];
		$plain = AuthorType::Visitor->value === $row['author_type'] ? Text::line( $text ) : Text::without_markdown( $text, mb_strlen( $text ) );
		$parts = SearchWords::excerpt( $plain, $words );
		return [
			'message' => (string) $row['public_id'],
			'author'  => (string) $row['author_type'],
			'private' => 1 === (int) $row['private'],
			'excerpt' => [] === $parts ? SearchWords::excerpt( Text::line( $text ), $words ) : $parts,
		];
	}

	/** All other filters, as a condition on the rows found. */
	private function rest( InboxFilter $filter ): SqlCondition {
		$others = InboxQueryPlan::condition( $filter, $this->database->table( 'conversation_labels' ) );
		return SqlCondition::all( [ $others, new SqlCondition( $this->access->condition() ) ] );
	}
}
