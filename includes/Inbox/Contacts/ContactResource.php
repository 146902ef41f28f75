<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Contacts\Contact;
use Aaia\Chatbot\Conversations\Contacts\ContactMerger;
use Aaia\Chatbot\Conversations\Contacts\ContactRepository;
use Aaia\Chatbot\Conversations\Contacts\Identity;
use Aaia\Chatbot\Conversations\Contacts\IdentityKind;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Inbox\AgentNames;
use Aaia\Chatbot\Inbox\InboxRepository;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/**
 * Contacts in the staff API. Addresses and telephone numbers are for those with the capability `aaia_view_sensitive` only; `hidden` counts
 * what others do not see. `orders` is null without WooCommerce.
 *
 * @phpstan-import-type Order from Shop
 * @phpstan-type Summary array{id: string, name: ?string, emails: list<string>, phones: list<string>, last_activity_at: ?string}
 */
final class ContactResource {

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
		private readonly ContactRepository $contacts,
		private readonly ContactMerger $merger,
		private readonly AgentNames $agents,
		private readonly Shop $shop,
	) {}

	public static function summary_schema(): Schema {
		return Schema::closed( self::properties() )->named( 'ContactSummary' );
	}

	public static function schema(): Schema {
		return Schema::closed( self::properties() + [
			'by_hand'       => Schema::bool(),
			'identities'    => Schema::list_of( Schema::closed( [
				'kind'     => Schema::enum( ...array_column( IdentityKind::cases(), 'value' ) ),
				'value'    => Schema::string(),
				'label'    => Schema::string(),
				'verified' => Schema::bool(),
				'by_staff' => Schema::bool(),
				'url'      => Schema::string()->nullable(),
			] )->named( 'ContactIdentity' ) ),
			'hidden'        => Schema::int(),
			'notes'         => Schema::list_of( Schema::closed( [
				'id'    => Schema::string(),
				'text'  => Schema::string(),
				'agent' => Schema::string(),
				'own'   => Schema::bool(),
				'at'    => Schema::string(),
			] )->named( 'ContactNote' ) ),
			'orders'        => Schema::list_of( Schema::closed( [
				'number' => Schema::string(),
				'status' => Schema::string(),
				'total'  => Schema::string(),
				'at'     => Schema::string()->nullable(),
				'url'    => Schema::string(),
			] )->named( 'ContactOrder' ) )->nullable(),
			'conversations' => Schema::int( 0, InboxRepository::COUNT_CAP ),
			'merges'        => Schema::list_of( Schema::closed( [
				'id'    => Schema::string(),
				'name'  => Schema::string()->nullable(),
				'until' => Schema::string(),
			] )->named( 'ContactMerge' ) ),
			'created_at'    => Schema::string(),
		] )->named( 'StaffContact' );
	}

	/** @return array<string, Schema> */
	private static function properties(): array {
		return [
			'id'               => Schema::string(),
			'name'             => Schema::string()->nullable(),
			'emails'           => Schema::list_of( Schema::string() ),
			'phones'           => Schema::list_of( Schema::string() ),
			'last_activity_at' => Schema::string()->nullable(),
		];
	}

	/**
	 * @param list<Contact> $contacts
	 *
	 * @return list<Summary>
	 */
	public function several( array $contacts ): array {
		$ids        = array_map( static fn( Contact $contact ): int => $contact->id, $contacts );
		$identities = $this->contacts->identities( $ids );
		$active     = $this->last_activity( $ids );
		return array_map(
			static fn( Contact $contact ): array => self::summary( $contact, $identities[ $contact->id ] ?? [], $active[ $contact->id ] ?? null ),
			$contacts
		);
	}

	/** @return array<string, mixed> Everything about a contact. */
	public function one( Contact $contact ): array {
		$identities = $this->contacts->identities( [ $contact->id ] )[ $contact->id ] ?? [];
		$shown      = array_values( array_filter( $identities, self::may_see( ... ) ) );
		$notes      = $this->contacts->notes( $contact->id );
		$merges     = $this->merger->undoable( $contact->id );
		$merged     = $this->contacts->several( array_column( $merges, 'merged_id' ) );
		$this->agents->fetch( array_column( $notes, 'user_id' ) );
		return self::summary( $contact, $identities, $this->last_activity( [ $contact->id ] )[ $contact->id ] ?? null ) + [
			'by_hand'       => $contact->by_hand,
			'identities'    => array_map( self::identity( ... ), $shown ),
			'hidden'        => count( $identities ) - count( $shown ),
			'notes'         => array_map(
				fn( array $note ): array => [
					'id'    => $note['public_id'],
					'text'  => $note['text'],
					'agent' => $this->agents->name( $note['user_id'] ),
					'own'   => get_current_user_id() === $note['user_id'],
					'at'    => Time::to_wire( $note['at'] ),
				],
				$notes
			),
			'orders'        => $this->shop->orders( $identities ),
			'conversations' => $this->count_conversations( $contact->id ),
			'merges'        => array_map(
				static fn( array $merge ): array => [
					'id'    => $merge['public_id'],
					'name'  => ( $merged[ $merge['merged_id'] ]->name ?? '' ) ?: null,
					'until' => Time::to_wire( $merge['at']->modify( '+' . ContactMerger::UNDO_SECONDS . ' seconds' ) ),
				],
				$merges
			),
			'created_at'    => Time::to_wire( $contact->created_at ),
		];
	}

	/**
	 * @param list<Identity> $identities
	 *
	 * @return Summary
	 */
	private static function summary( Contact $contact, array $identities, ?string $active ): array {
		$values = static fn( IdentityKind $kind ): array => array_values( array_map(
			static fn( Identity $identity ): string => $identity->value,
			array_filter( $identities, static fn( Identity $identity ): bool => $kind === $identity->kind && self::may_see( $identity ) )
		) );
		return [
			'id'               => $contact->public_id,
			'name'             => $contact->name ?: null,
			'emails'           => $values( IdentityKind::Email ),
			'phones'           => $values( IdentityKind::Phone ),
			'last_activity_at' => $active,
		];
	}

	private static function may_see( Identity $identity ): bool {
		return Capability::Sensitive->allowed() || ! in_array( $identity->kind, [ IdentityKind::Email, IdentityKind::Phone ], true );
	}

	/** @return array{kind: string, value: string, label: string, verified: bool, by_staff: bool, url: ?string} */
	private static function identity( Identity $identity ): array {
		$is_user = in_array( $identity->kind, [ IdentityKind::User, IdentityKind::Customer ], true );
		$user    = $is_user ? get_userdata( (int) $identity->value ) : false;
		return [
			'kind'     => $identity->kind->value,
			'value'    => $identity->value,
			'label'    => $user instanceof \WP_User ? $user->display_name : $identity->value,
			'verified' => $identity->verified,
			'by_staff' => $identity->by_staff,
			'url'      => $user instanceof \WP_User && current_user_can( 'edit_user', $user->ID ) ? get_edit_user_link( $user->ID ) : null,
		];
	}

	/**
	 * @param list<int> $ids
	 *
	 * @return array<int, string> When something happened last in a conversation that the user may see, by contact.
	 */
	private function last_activity( array $ids ): array {
		if ( [] === $ids ) {
			return [];
		}
		$rows = $this->database->rows(
			'SELECT c.contact_id, MAX(c.last_activity_at) AS newest FROM %i c FORCE INDEX (contact_activity) WHERE c.contact_id IN ('
				. implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ') AND ' . $this->access->condition() . ' GROUP BY c.contact_id',
			$this->database->table( 'conversations' ),
			...$ids
		);
		$found = [];
		foreach ( $rows as $row ) {
			$found[ (int) $row['contact_id'] ] = (string) Time::to_wire( Time::from_database( $row['newest'] ) );
		}
		return $found;
	}

	private function count_conversations( int $id ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM ( SELECT c.id FROM %i c FORCE INDEX (contact_activity) WHERE c.contact_id = %d AND ' . $this->access->condition()
				. ' LIMIT %d ) n',
			$this->database->table( 'conversations' ),
			$id,
			InboxRepository::COUNT_CAP
		);
	}
}
