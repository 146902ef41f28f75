<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Contacts\Contact;
use Aaia\Chatbot\Conversations\Contacts\ContactNotFound;
use Aaia\Chatbot\Conversations\Contacts\ContactRepository;
use Aaia\Chatbot\Conversations\Contacts\ContactWords;
use Aaia\Chatbot\Conversations\Contacts\IdentityKind;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Inbox\SqlCondition;
use Aaia\Chatbot\Storage\Database;

/**
 * Finds contacts by names, addresses, telephone numbers and orders. Each word of a search is the beginning of a word of the contact.
 *
 * A contact whose conversations are all hidden from the user is hidden too; one without conversations is not. Addresses and telephone
 * numbers find only for those who may see them.
 */
final class ContactSearch {

	/** Entries of the index of words that one search reads at most. */
	private const SCANNED = 2000;

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
		private readonly ContactRepository $contacts,
		private readonly Shop $shop,
	) {}

	/**
	 * The contact of a public id, or the one that it was merged into.
	 *
	 * @throws ContactNotFound When it does not exist or is hidden from the user; the two are not distinguished.
	 */
	public function find( string $public_id ): Contact {
		$contact = $this->contacts->by_public_id( $public_id );
		return null === $contact || [] === $this->visible( [ $contact->id ] ) ? throw new ContactNotFound() : $contact;
	}

	/**
	 * Those of some contacts that the user may see.
	 *
	 * @param list<int> $ids
	 *
	 * @return array<int, Contact> By row id.
	 */
	public function visible( array $ids ): array {
		if ( [] === $ids ) {
			return [];
		}
		return array_column( array_map(
			static fn( Contact $contact ): array => [ $contact->id, $contact ],
			$this->rows( new SqlCondition( 'k.id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ')', $ids ), count( $ids ) )
		), 1, 0 );
	}

	/**
	 * Contacts that an identity belongs to.
	 *
	 * @param list<array{IdentityKind, string}> $identities
	 *
	 * @return array<int, Contact> By row id.
	 */
	public function known_by( array $identities ): array {
		return $this->visible( $this->holders( $identities, false ) );
	}

	/**
	 * Whether a contact is surely known by one of some identities: by an account, or by an address that was confirmed or that staff entered.
	 *
	 * @param list<array{IdentityKind, string}> $identities
	 */
	public function is_trusted( Contact $contact, array $identities ): bool {
		return in_array( $contact->id, $this->holders( $identities, true ), true );
	}

	/**
	 * Contacts, the newest first.
	 *
	 * @param string $search Empty for all.
	 * @param ?int   $before Row id.
	 *
	 * @return list<Contact>
	 */
	public function page( string $search, ?int $before, int $limit ): array {
		return $this->rows( SqlCondition::all( [
			'' === $search ? null : $this->matching( $search ),
			null === $before ? null : new SqlCondition( 'k.id < %d', [ $before ] ),
		] ), $limit );
	}

	/** Condition that the contact of a conversation, `c`, fits a search. The conversation itself must be visible. */
	public function of_conversation( string $search ): SqlCondition {
		$fits = $this->matching( $search );
		return new SqlCondition(
			'c.contact_id IS NOT NULL AND EXISTS ( SELECT 1 FROM %i k WHERE k.id = c.contact_id AND ( ' . $fits->sql . ' ) )',
			[ $this->database->table( 'contacts' ), ...$fits->values ]
		);
	}

	/** Whether a search stands for so much that only a part of it was looked through. */
	public function is_too_wide( string $search ): bool {
		$items = $this->items( $search );
		if ( [] === $items ) {
			return false;
		}
		$first = self::in_ranges( $items[0] );
		return self::SCANNED <= (int) $this->database->value(
			'SELECT COUNT(*) FROM ( SELECT w.contact_id FROM %i w WHERE ' . $first->sql . ' LIMIT %d ) n',
			$this->database->table( 'contact_words' ),
			...[ ...$first->values, self::SCANNED ]
		);
	}

	/** Contacts that fit a search: by all its words, or by an order. */
	private function matching( string $search ): SqlCondition {
		$words = $this->database->table( 'contact_words' );
		$items = $this->items( $search );
		$all   = [];
		foreach ( $items as $at => $ranges ) {
			$fits  = self::in_ranges( $ranges );
			$all[] = 0 === $at
				? new SqlCondition(
					'k.id IN ( SELECT f.contact_id FROM ( SELECT w.contact_id FROM %i w WHERE ' . $fits->sql . ' LIMIT %d ) f )',
					[ $words, ...$fits->values, self::SCANNED ]
				)
				: new SqlCondition(
					'EXISTS ( SELECT 1 FROM %i w WHERE w.contact_id = k.id AND ( ' . $fits->sql . ' ) )',
					[ $words, ...$fits->values ],
				);
		}
		$by_order = $this->holders( $this->shop->makers_of( $search ), true );
		$found    = [] === $all ? new SqlCondition( '1 = 0' ) : SqlCondition::all( $all );
		return [] === $by_order ? $found : new SqlCondition(
			$found->sql . ' OR k.id IN (' . implode( ', ', array_fill( 0, count( $by_order ), '%d' ) ) . ')',
			[ ...$found->values, ...$by_order ]
		);
	}

	/** @return non-empty-list<non-empty-list<array{string, string}>>|array{} */
	private function items( string $search ): array {
		return ContactWords::of_search( $search, Capability::Sensitive->allowed() );
	}

	/**
	 * Contacts that have an identity.
	 *
	 * @param list<array{IdentityKind, string}> $identities
	 *
	 * @return list<int>
	 */
	private function holders( array $identities, bool $trusted ): array {
		$ids = [];
		foreach ( $identities as [ $kind, $value ] ) {
			$identity = $this->contacts->identity( $kind, $value );
			if ( null !== $identity && ( ! $trusted || $identity->is_trusted() ) ) {
				$ids[] = $identity->contact_id;
			}
		}
		return array_values( array_unique( $ids ) );
	}

	/** @return list<Contact> The newest first. */
	private function rows( SqlCondition $where, int $limit ): array {
		$where = SqlCondition::all( [ new SqlCondition( 'k.merged_into IS NULL' ), $where, $this->allowed() ] );
		return array_map( Contact::from_row( ... ), $this->database->rows(
			'SELECT k.* FROM %i k WHERE ' . $where->sql . ' ORDER BY k.id DESC LIMIT %d',
			$this->database->table( 'contacts' ),
			...[ ...$where->values, $limit ]
		) );
	}

	private function allowed(): ?SqlCondition {
		$allowed = $this->access->condition();
		$table   = $this->database->table( 'conversations' );
		return '1 = 1' === $allowed ? null : new SqlCondition(
			'EXISTS ( SELECT 1 FROM %i c WHERE c.contact_id = k.id AND ' . $allowed . ' )'
				. ' OR NOT EXISTS ( SELECT 1 FROM %i o WHERE o.contact_id = k.id )',
			[ $table, $table ]
		);
	}

	/** @param non-empty-list<array{string, string}> $ranges */
	private static function in_ranges( array $ranges ): SqlCondition {
		$sql    = '';
		$values = [];
		foreach ( $ranges as $range ) {
			$sql .= ( '' === $sql ? '' : ' OR ' ) . 'w.word >= %s AND w.word <= %s';
			array_push( $values, ...$range );
		}
		return new SqlCondition( $sql, $values );
	}
}
