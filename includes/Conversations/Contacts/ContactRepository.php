<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/** SQL of the tables `contacts`, `contact_identities`, `contact_notes` and `contact_words`. Searches are in Inbox\Contacts\ContactSearch. */
final class ContactRepository {

	/** Contacts that one statement may follow from one merge to the next. */
	private const CHAIN = 10;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** The contact of a public id; of one that was merged, the contact that has everything now. */
	public function by_public_id( string $public_id ): ?Contact {
		$row = $this->database->row( 'SELECT * FROM %i WHERE public_id = %s', $this->database->table( 'contacts' ), $public_id );
		for ( $step = 0; null !== $row && null !== $row['merged_into'] && $step < self::CHAIN; $step++ ) {
			$row = $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'contacts' ), (int) $row['merged_into'] );
		}
		return null === $row || 0 === $step && $row['public_id'] !== $public_id ? null : Contact::from_row( $row );
	}

	/** The contact itself, also when it was merged into another one. */
	public function itself( string $public_id ): ?Contact {
		$row = $this->database->row( 'SELECT * FROM %i WHERE public_id = %s', $this->database->table( 'contacts' ), $public_id );
		return null === $row || $row['public_id'] !== $public_id ? null : Contact::from_row( $row );
	}

	/** Reads the newest committed row and locks it until the transaction ends. */
	public function lock( int $id ): ?Contact {
		$row = $this->database->row( 'SELECT * FROM %i WHERE id = %d FOR UPDATE', $this->database->table( 'contacts' ), $id );
		return null === $row ? null : Contact::from_row( $row );
	}

	/**
	 * @param list<int> $ids
	 *
	 * @return array<int, Contact> By row id.
	 */
	public function several( array $ids ): array {
		if ( [] === $ids ) {
			return [];
		}
		$found = [];
		foreach ( $this->database->rows(
			'SELECT * FROM %i WHERE id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ')',
			$this->database->table( 'contacts' ),
			...$ids
		) as $row ) {
			$found[ (int) $row['id'] ] = Contact::from_row( $row );
		}
		return $found;
	}

	public function add( string $name, bool $by_hand ): Contact {
		$data = [
			'public_id'  => Ids::random(),
			'name'       => $name,
			'by_hand'    => $by_hand ? 1 : 0,
			'created_at' => Time::to_database( $this->clock->now() ),
		];
		$id   = $this->database->insert( 'contacts', $data );
		return new Contact( $id, $data['public_id'], $name, $by_hand, null, $this->clock->now() );
	}

	/** @param array<string, string|int|null> $changes */
	public function change( int $id, array $changes ): void {
		$this->database->update( 'contacts', $changes, [ 'id' => $id ] );
	}

	/**
	 * Deletes a contact and what is known of it; its conversations stay as they are.
	 *
	 * @return array<string, int> Rows deleted by table.
	 */
	public function delete( int $id ): array {
		$deleted = [];
		foreach ( [ 'contact_words', 'contact_identities', 'contact_notes' ] as $table ) {
			$deleted[ $table ] = $this->database->delete( $table, [ 'contact_id' => $id ] );
		}
		return $deleted + [ 'contacts' => $this->database->delete( 'contacts', [ 'id' => $id ] ) ];
	}

	/**
	 * Identities of contacts, in the order of their kinds, the oldest first.
	 *
	 * @param list<int> $contact_ids
	 *
	 * @return array<int, list<Identity>> By contact.
	 */
	public function identities( array $contact_ids ): array {
		if ( [] === $contact_ids ) {
			return [];
		}
		$found = [];
		foreach ( $this->database->rows(
			'SELECT * FROM %i WHERE contact_id IN (' . implode( ', ', array_fill( 0, count( $contact_ids ), '%d' ) ) . ') ORDER BY kind, id',
			$this->database->table( 'contact_identities' ),
			...$contact_ids
		) as $row ) {
			$found[ (int) $row['contact_id'] ][] = Identity::from_row( $row );
		}
		return $found;
	}

	/** The identity, whoever has it. @param string $value Normal. */
	public function identity( IdentityKind $kind, string $value ): ?Identity {
		$row = $this->database->row(
			'SELECT * FROM %i WHERE kind = %s AND folded = %s',
			$this->database->table( 'contact_identities' ),
			$kind->value,
			IdentityKind::folded( $value )
		);
		return null === $row ? null : Identity::from_row( $row );
	}

	/** Like identity(), and locks it until the transaction ends: also what another transaction has just made. */
	public function lock_identity( IdentityKind $kind, string $value ): ?Identity {
		$row = $this->database->row(
			'SELECT * FROM %i WHERE kind = %s AND folded = %s FOR UPDATE',
			$this->database->table( 'contact_identities' ),
			$kind->value,
			IdentityKind::folded( $value )
		);
		return null === $row ? null : Identity::from_row( $row );
	}

	/** Adds an identity. @return bool False when a contact has it. */
	public function add_identity( int $contact_id, IdentityKind $kind, string $value, bool $verified, bool $by_staff ): bool {
		return null !== $this->database->insert_new(
			'contact_identities',
			[
				'contact_id' => $contact_id,
				'kind'       => $kind->value,
				'folded'     => IdentityKind::folded( $value ),
				'value'      => $value,
				'verified'   => $verified ? 1 : 0,
				'by_staff'   => $by_staff ? 1 : 0,
				'created_at' => Time::to_database( $this->clock->now() ),
			]
		);
	}

	/** @param array<string, string|int> $changes */
	public function change_identity( int $id, array $changes ): void {
		$this->database->update( 'contact_identities', $changes, [ 'id' => $id ] );
	}

	public function delete_identity( int $id ): void {
		$this->database->delete( 'contact_identities', [ 'id' => $id ] );
	}

	/**
	 * Notes of a contact.
	 *
	 * @return list<array{id: int, public_id: string, user_id: int, text: string, at: \DateTimeImmutable}> The newest first.
	 */
	public function notes( int $contact_id ): array {
		return array_map(
			static fn( array $row ): array => [
				'id'        => (int) $row['id'],
				'public_id' => (string) $row['public_id'],
				'user_id'   => (int) $row['user_id'],
				'text'      => (string) $row['text'],
				'at'        => Time::required( $row['created_at'] ),
			],
			$this->database->rows(
				'SELECT * FROM %i WHERE contact_id = %d ORDER BY id DESC LIMIT %d',
				$this->database->table( 'contact_notes' ),
				$contact_id,
				Contact::NOTES
			)
		);
	}

	public function add_note( int $contact_id, int $user_id, string $text ): void {
		$this->database->insert(
			'contact_notes',
			[
				'public_id'  => Ids::random(),
				'contact_id' => $contact_id,
				'user_id'    => $user_id,
				'text'       => $text,
				'created_at' => Time::to_database( $this->clock->now() ),
			]
		);
	}

	public function delete_note( int $id ): void {
		$this->database->delete( 'contact_notes', [ 'id' => $id ] );
	}

	/** Writes the words by which a contact is found; of one that was merged, none. */
	public function index( int $contact_id ): void {
		$contact = $this->several( [ $contact_id ] )[ $contact_id ] ?? null;
		$this->database->delete( 'contact_words', [ 'contact_id' => $contact_id ] );
		$words = null === $contact || null !== $contact->merged_into
			? []
			: ContactWords::of_contact( $contact->name, $this->identities( [ $contact_id ] )[ $contact_id ] ?? [] );
		if ( [] !== $words ) {
			$values = [];
			foreach ( $words as $word ) {
				array_push( $values, $word, $contact_id );
			}
			$this->database->execute(
				'INSERT INTO %i (word, contact_id) VALUES ' . implode( ', ', array_fill( 0, count( $words ), '(%s, %d)' ) ),
				$this->database->table( 'contact_words' ),
				...$values
			);
		}
	}

	/** The contact of the newest linked conversation of a visitor. */
	public function of_visitor( int $visitor_id ): ?int {
		$id = $this->database->value(
			'SELECT contact_id FROM %i WHERE visitor_id = %d AND contact_id IS NOT NULL ORDER BY id DESC LIMIT 1',
			$this->database->table( 'conversations' ),
			$visitor_id
		);
		return null === $id ? null : (int) $id;
	}

	/** Whether any conversation is linked to the contact. */
	public function has_conversations( int $contact_id ): bool {
		return null !== $this->database->value(
			'SELECT id FROM %i WHERE contact_id = %d LIMIT 1',
			$this->database->table( 'conversations' ),
			$contact_id
		);
	}
}
