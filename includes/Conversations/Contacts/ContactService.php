<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationNotFound;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Language\Telephone;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Text;

/**
 * Makes, changes and forgets contacts, and links conversations to them. Merges are in ContactMerger.
 *
 * A link is for staff only: a visitor's session reads what its visitor owns, whoever it is linked to. Only an address that its owner has
 * confirmed links by itself, and only with an identity that was confirmed or entered by staff; what somebody typed never does. So does the
 * account with which a visitor is signed in; its address, which WordPress does not confirm, does not.
 *
 * @phpstan-type NewIdentity array{kind: IdentityKind, value: string, verified: bool}
 */
final class ContactService {

	public function __construct(
		private readonly Database $database,
		private readonly EventLog $events,
		private readonly ContactRepository $contacts,
		private readonly ContactMergeRepository $merges,
		private readonly ConversationRepository $conversations,
	) {}

	/**
	 * Makes a contact by hand.
	 *
	 * @param list<NewIdentity> $identities
	 * @param ?int              $conversation_id Conversation to link to it; null for none.
	 *
	 * @throws ContactRefused
	 * @throws ConversationNotFound
	 */
	public function create( string $name, array $identities, ?int $conversation_id, int $agent_id ): Contact {
		$name = self::name( $name );
		if ( '' === $name && [] === $identities ) {
			throw new ContactRefused( 'empty' );
		}
		return $this->database->transaction(
			function () use ( $name, $identities, $conversation_id, $agent_id ): Contact {
				$conversation = null === $conversation_id ? null : $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				$contact      = $this->contacts->add( $name, true );
				foreach ( $identities as $identity ) {
					$this->add_by_hand( $contact, $identity );
				}
				$this->check_count( $contact );
				$this->contacts->index( $contact->id );
				$this->events->append( EventType::ContactCreated, data: [ 'contact' => $contact->id, 'agent' => $agent_id ] );
				if ( null !== $conversation ) {
					$this->set_link( $conversation, $contact->id, $agent_id );
				}
				return $contact;
			}
		);
	}

	/**
	 * Changes a contact's name and identities. An identity that it has already is only marked.
	 *
	 * @param ?string                                          $name   Null: as before.
	 * @param list<NewIdentity>                                $add
	 * @param list<array{kind: IdentityKind, value: string}>   $remove
	 *
	 * @throws ContactNotFound
	 * @throws ContactRefused
	 */
	public function change( int $id, ?string $name, array $add, array $remove, int $agent_id ): void {
		$this->database->transaction(
			function () use ( $id, $name, $add, $remove, $agent_id ): void {
				$contact = $this->lock( $id );
				foreach ( $remove as $wanted ) {
					$identity = $this->contacts->lock_identity( $wanted['kind'], $wanted['value'] );
					if ( null !== $identity && $identity->contact_id === $id ) {
						$this->contacts->delete_identity( $identity->id );
					}
				}
				foreach ( $add as $identity ) {
					$this->add_by_hand( $contact, $identity );
				}
				$this->check_count( $contact );
				if ( null !== $name ) {
					$this->contacts->change( $id, [ 'name' => self::name( $name ) ] );
				}
				$this->changed( $id, $agent_id );
			}
		);
	}

	/**
	 * @throws ContactNotFound
	 * @throws ContactRefused
	 */
	public function add_note( int $id, string $text, int $agent_id ): void {
		$this->database->transaction(
			function () use ( $id, $text, $agent_id ): void {
				$this->lock( $id );
				if ( count( $this->contacts->notes( $id ) ) >= Contact::NOTES ) {
					throw new ContactRefused( 'many_notes' );
				}
				$this->contacts->add_note( $id, $agent_id, $text );
				$this->events->append( EventType::ContactChanged, data: [ 'contact' => $id, 'agent' => $agent_id ] );
			}
		);
	}

	/** @throws ContactNotFound When the contact has no such note. */
	public function delete_note( int $id, string $public_id, int $agent_id ): void {
		$this->database->transaction(
			function () use ( $id, $public_id, $agent_id ): void {
				$this->lock( $id );
				foreach ( $this->contacts->notes( $id ) as $note ) {
					if ( $note['public_id'] === $public_id ) {
						$this->contacts->delete_note( $note['id'] );
						$this->events->append( EventType::ContactChanged, data: [ 'contact' => $id, 'agent' => $agent_id ] );
						return;
					}
				}
				throw new ContactNotFound();
			}
		);
	}

	/**
	 * Links a conversation to a contact, or to none.
	 *
	 * @throws ConversationNotFound
	 * @throws ContactNotFound
	 */
	public function link( int $conversation_id, ?int $contact_id, int $agent_id ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $contact_id, $agent_id ): void {
				$conversation = $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				if ( null !== $contact_id ) {
					$this->lock( $contact_id );
				}
				$this->set_link( $conversation, $contact_id, $agent_id );
			}
		);
	}

	/**
	 * Forgets a contact: what is known of it is deleted, and its conversations are linked to nobody.
	 *
	 * @return array<string, int> Rows deleted by table, and conversations that stay.
	 *
	 * @throws ContactNotFound
	 */
	public function delete( int $id, int $agent_id ): array {
		return $this->database->transaction(
			function () use ( $id, $agent_id ): array {
				$this->lock( $id );
				$unlinked = $this->conversations->unlink( $id );
				$deleted  = $this->forget( $id );
				$this->events->append( EventType::ContactDeleted, data: [ 'contact' => $id, 'agent' => $agent_id ] );
				return $deleted + [ 'conversations_unlinked' => $unlinked ];
			}
		);
	}

	/** Links a conversation that begins to the contact of the same visitor's earlier ones, in the caller's transaction. */
	public function link_to_known( Conversation $conversation ): Conversation {
		$contact = null === $conversation->visitor_id || Conversation::TEST === $conversation->channel
			? null
			: $this->contacts->of_visitor( $conversation->visitor_id );
		if ( null === $contact ) {
			return $conversation;
		}
		$this->set_link( $conversation, $contact, null );
		return $conversation->with( [ 'contact_id' => $contact ] );
	}

	/**
	 * Notes in the caller's transaction what a visitor said with a request for a person: an address makes a contact, unless somebody is known
	 * by it, which staff are shown and decide.
	 *
	 * @param Conversation $conversation Locked.
	 * @param ?string      $email        Valid.
	 * @param bool         $verified     Whether the owner of the address confirmed that it is the visitor's.
	 */
	public function note_request( Conversation $conversation, ?string $email, ?string $name, bool $verified = false ): void {
		if ( Conversation::TEST === $conversation->channel || null === $email ) {
			return;
		}
		$holder  = $this->contacts->lock_identity( IdentityKind::Email, $email );
		$matches = null !== $holder && $verified && $holder->is_trusted();
		$id      = $conversation->contact_id
			?? ( null !== $conversation->visitor_id ? $this->contacts->of_visitor( $conversation->visitor_id ) : null )
			?? ( $matches ? $holder->contact_id : null );
		if ( null === $id && null !== $holder && ! $verified ) {
			return;
		}
		$contact = ( null === $id ? null : $this->contacts->lock( $id ) ) ?? $this->contacts->add( '', false );
		if ( $contact->id !== $id ) {
			$this->events->append( EventType::ContactCreated, data: [ 'contact' => $contact->id ] );
		}
		$this->set_link( $conversation, $contact->id, null );
		$name  = self::name( (string) $name );
		$named = '' === $contact->name && '' !== $name;
		if ( $named ) {
			$this->contacts->change( $contact->id, [ 'name' => $name ] );
		}
		$known = $this->note_address( $contact, $holder, $email, $verified );
		if ( $contact->id !== $id ) {
			$this->contacts->index( $contact->id );
		} elseif ( $named || $known ) {
			$this->changed( $contact->id, null );
		}
	}

	/**
	 * Links a conversation to the contact of the account with which its visitor is signed in; makes the contact if there is none.
	 *
	 * Changes no link that staff made or took off. A contact made from a request in the same conversation becomes that of the account when
	 * it has the account's address; otherwise it may be somebody else, who used the same browser.
	 */
	public function note_user( int $conversation_id, \WP_User $user ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $user ): void {
				$conversation = $this->conversations->lock( $conversation_id );
				if ( null === $conversation || ! $this->is_linked_by_itself( $conversation ) ) {
					return;
				}
				$value  = (string) $user->ID;
				$holder = $this->contacts->lock_identity( IdentityKind::User, $value )
					?? $this->contacts->lock_identity( IdentityKind::Customer, $value );
				if ( null === $holder ) {
					$this->set_link( $conversation, $this->contact_of_user( $conversation, $user ), null );
				} elseif ( $holder->is_trusted() ) {
					$this->set_link( $conversation, $holder->contact_id, null );
				}
			}
		);
	}

	/** Whether nobody of the staff decided whom the conversation is linked to. */
	private function is_linked_by_itself( Conversation $conversation ): bool {
		$last = $this->events->of_conversation( $conversation->id, [ EventType::ContactLinked ], null, null, 1 )[0] ?? null;
		return null === $last ? null === $conversation->contact_id : ! isset( $last->data['agent'] );
	}

	/** @return int The contact that is now known by the account. */
	private function contact_of_user( Conversation $conversation, \WP_User $user ): int {
		$email   = IdentityKind::Email->normal( $user->user_email, '' );
		$by_mail = null === $email ? null : $this->contacts->lock_identity( IdentityKind::Email, $email );
		$is_own  = null !== $by_mail && $by_mail->contact_id === $conversation->contact_id;
		$contact = $is_own ? $this->contacts->lock( $by_mail->contact_id ) : null;
		$is_new  = null === $contact;
		$contact ??= $this->contacts->add( self::name( $user->display_name ), false );
		$kinds   = in_array( 'customer', $user->roles, true ) ? [ IdentityKind::User, IdentityKind::Customer ] : [ IdentityKind::User ];
		foreach ( $kinds as $kind ) {
			$this->contacts->add_identity( $contact->id, $kind, (string) $user->ID, true, false );
		}
		if ( null !== $email && null === $by_mail ) {
			$this->contacts->add_identity( $contact->id, IdentityKind::Email, $email, false, false );
		}
		if ( $is_new ) {
			$this->contacts->index( $contact->id );
			$this->events->append( EventType::ContactCreated, data: [ 'contact' => $contact->id ] );
		} else {
			$this->changed( $contact->id, null );
		}
		return $contact->id;
	}

	/** @return bool Whether this changed what is known of the contact. */
	private function note_address( Contact $contact, ?Identity $holder, string $email, bool $verified ): bool {
		if ( null === $holder ) {
			return $this->contacts->add_identity( $contact->id, IdentityKind::Email, $email, $verified, false );
		}
		if ( ! $verified || $holder->verified || $holder->contact_id !== $contact->id && $holder->is_trusted() ) {
			return false;
		}
		$this->contacts->change_identity( $holder->id, [ 'verified' => 1, 'contact_id' => $contact->id ] );
		if ( $holder->contact_id !== $contact->id ) {
			// Another visitor had only typed it.
			$this->changed( $holder->contact_id, null );
		}
		return true;
	}

	/** Deletes, in the caller's transaction, a contact that was made from erased conversations only: nobody wrote down anything about it. */
	public function forget_if_left( int $id ): void {
		$contact    = $this->contacts->lock( $id );
		$identities = $this->contacts->identities( [ $id ] )[ $id ] ?? [];
		if (
			null === $contact || $contact->by_hand || null !== $contact->merged_into
			|| [] !== array_filter( $identities, static fn( Identity $identity ): bool => $identity->by_staff )
			|| [] !== $this->contacts->notes( $id )
			|| [] !== $this->merges->merged_into( $id )
			|| $this->contacts->has_conversations( $id )
		) {
			return;
		}
		$this->forget( $id );
		$this->events->append( EventType::ContactDeleted, data: [ 'contact' => $id ] );
	}

	/** Deletes the identities of a user who was removed from WordPress. */
	public function forget_user( int $user_id ): void {
		$this->database->transaction(
			function () use ( $user_id ): void {
				foreach ( [ IdentityKind::User, IdentityKind::Customer ] as $kind ) {
					$identity = $this->contacts->lock_identity( $kind, (string) $user_id );
					if ( null !== $identity ) {
						$this->contacts->delete_identity( $identity->id );
						$this->changed( $identity->contact_id, null );
					}
				}
			}
		);
	}

	/** An identity as it was typed. @throws ContactRefused */
	public static function normal( IdentityKind $kind, string $typed ): string {
		return $kind->normal( $typed, Telephone::code_of( get_locale() ) ) ?? throw new ContactRefused( 'invalid', null, $typed );
	}

	/** @return array<string, int> Rows deleted by table. */
	private function forget( int $id ): array {
		$this->merges->forget( $id );
		$deleted = $this->contacts->delete( $id );
		foreach ( $this->merges->merged_into( $id ) as $merged ) {
			foreach ( $this->forget( $merged ) as $table => $count ) {
				$deleted[ $table ] = ( $deleted[ $table ] ?? 0 ) + $count;
			}
		}
		return $deleted;
	}

	/**
	 * @param NewIdentity $new
	 *
	 * @throws ContactRefused
	 */
	private function add_by_hand( Contact $contact, array $new ): void {
		$known = $this->contacts->lock_identity( $new['kind'], $new['value'] );
		if ( null === $known && $this->contacts->add_identity( $contact->id, $new['kind'], $new['value'], $new['verified'], true ) ) {
			return;
		}
		$known ??= $this->contacts->lock_identity( $new['kind'], $new['value'] );
		if ( null === $known || $known->contact_id !== $contact->id ) {
			$other = null === $known ? null : $this->contacts->several( [ $known->contact_id ] )[ $known->contact_id ] ?? null;
			throw new ContactRefused( 'taken', $other, $new['value'] );
		}
		$this->contacts->change_identity( $known->id, [ 'verified' => $new['verified'] ? 1 : 0, 'by_staff' => 1 ] );
	}

	/** @throws ContactRefused */
	private function check_count( Contact $contact ): void {
		if ( count( $this->contacts->identities( [ $contact->id ] )[ $contact->id ] ?? [] ) > Contact::IDENTITIES ) {
			throw new ContactRefused( 'many_identities' );
		}
	}

	private function set_link( Conversation $conversation, ?int $contact_id, ?int $agent_id ): void {
		if ( $conversation->contact_id === $contact_id ) {
			return;
		}
		$this->conversations->change( $conversation->id, [ 'contact_id' => $contact_id ] );
		$data = [ 'from' => $conversation->contact_id, 'to' => $contact_id ] + ( null === $agent_id ? [] : [ 'agent' => $agent_id ] );
		$this->events->append( EventType::ContactLinked, $conversation->id, null, $data );
	}

	private function changed( int $id, ?int $agent_id ): void {
		$this->contacts->index( $id );
		$data = [ 'contact' => $id ] + ( null === $agent_id ? [] : [ 'agent' => $agent_id ] );
		$this->events->append( EventType::ContactChanged, data: $data );
	}

	/** @throws ContactNotFound When it is gone, or part of another one. */
	private function lock( int $id ): Contact {
		$contact = $this->contacts->lock( $id );
		return null === $contact || null !== $contact->merged_into ? throw new ContactNotFound() : $contact;
	}

	private static function name( string $typed ): string {
		return Text::truncate( Text::line( $typed ), Contact::NAME );
	}
}
