<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Contacts\Contact;
use Aaia\Chatbot\Conversations\Contacts\ContactMerger;
use Aaia\Chatbot\Conversations\Contacts\ContactNotFound;
use Aaia\Chatbot\Conversations\Contacts\ContactRefused;
use Aaia\Chatbot\Conversations\Contacts\ContactRepository;
use Aaia\Chatbot\Conversations\Contacts\ContactService;
use Aaia\Chatbot\Conversations\Contacts\IdentityKind;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Inbox\ConversationFinder;
use Aaia\Chatbot\Inbox\ConversationResource;
use Aaia\Chatbot\Inbox\InboxCursor;
use Aaia\Chatbot\Inbox\InboxFilter;
use Aaia\Chatbot\Inbox\InboxRepository;

/**
 * Contacts: search, make, change, merge, forget; their notes and conversations. Conversations are linked by PATCH /conversations/{id}.
 *
 * @phpstan-import-type NewIdentity from ContactService
 */
final class ContactsController extends StaffController {

	/** Identities of one request. */
	private const IDENTITIES = 20;

	/** Conversations of a page. */
	private const PER_PAGE = 10;

	public static function routes(): array {
		$one = ContactResource::schema();
		$new = Schema::list_of(
			Schema::closed( self::identity() + [ 'verified' => Schema::bool()->optional() ] )->named( 'NewIdentity' ),
			self::IDENTITIES,
		)->optional();
		return [
			Operation::get( '/contacts', 'list', Capability::View )
				->takes( KeysetPage::query( [ 'search' => Schema::text( 200 )->optional() ] ) )
				->answers( KeysetPage::answer( ContactResource::summary_schema(), [ 'too_wide' => Schema::bool() ] )->named( 'ContactList' ) )
				->named( 'ListContacts' ),
			Operation::post( '/contacts', 'create', Capability::Reply )
				->takes( Schema::closed( [
					'name'         => Schema::text( 200 )->optional(),
					'identities'   => $new,
					'conversation' => Schema::id()->optional(),
				] ) )
				->answers( $one )
				->named( 'CreateContact' ),
			Operation::post( '/contacts/merge', 'merge', Capability::Reply )
				->takes( Schema::closed( [ 'keep' => Schema::id(), 'merge' => Schema::id() ] ) )
				->answers( Schema::closed( [ 'contact' => $one, 'merge' => Schema::string() ] )->named( 'MergedContacts' ) )
				->named( 'MergeContacts' ),
			Operation::post( '/contacts/merges/{id}/undo', 'undo', Capability::Reply )->answers( $one ),
			Operation::get( '/contacts/{id}', 'show', Capability::View )->answers( $one ),
			Operation::patch( '/contacts/{id}', 'change', Capability::Reply )
				->takes( Schema::closed( [
					'name'   => Schema::text( 200 )->optional(),
					'add'    => $new,
					'remove' => Schema::list_of( Schema::closed( self::identity() ), self::IDENTITIES )->optional(),
				] ) )
				->answers( $one )
				->named( 'ChangeContact' ),
			Operation::delete( '/contacts/{id}', 'delete', Capability::Delete )
				->answers( Schema::closed( [ 'deleted' => Schema::map_of( Schema::int() ) ] )->named( 'ForgottenContact' ) ),
			Operation::get( '/contacts/{id}/conversations', 'conversations', Capability::View )
				->takes( Schema::closed( [ 'cursor' => Schema::text( 1000 )->optional(), 'per_page' => Schema::int( 1, 50 )->optional() ] ) )
				->answers( Schema::closed( [
					'items'       => Schema::list_of( ConversationResource::schema() ),
					'next_cursor' => Schema::string()->nullable(),
				] )->named( 'ContactConversations' ) ),
			Operation::post( '/contacts/{id}/notes', 'add_note', Capability::Reply )
				->takes( Schema::closed( [ 'text' => Schema::text( Contact::NOTE, 1 ) ] ) )
				->answers( $one ),
			Operation::delete( '/contacts/{id}/notes/{note}', 'delete_note', Capability::Reply )->answers( $one ),
			Operation::get( '/conversations/{id}/contact', 'of_conversation', Capability::View )
				->answers( Schema::closed( [
					'contact'     => $one->nullable(),
					'suggestions' => Schema::list_of( ContactResource::summary_schema() ),
				] )->named( 'ConversationContact' ) ),
		];
	}

	/** @return array<string, Schema> */
	private static function identity(): array {
		return [ 'kind' => Schema::enum( ...array_column( IdentityKind::cases(), 'value' ) ), 'value' => Schema::text( 254 ) ];
	}

	public function __construct(
		private readonly ContactSearch $search,
		private readonly ContactRepository $contacts,
		private readonly ContactService $service,
		private readonly ContactMerger $merger,
		private readonly ContactResource $resource,
		private readonly Cursor $cursor,
		private readonly ConversationFinder $finder,
		private readonly InboxRepository $inbox,
		private readonly InboxCursor $inbox_cursor,
		private readonly ConversationResource $conversations,
	) {}

	/** Contacts, the newest first; with `search`, by name, e-mail address, telephone number and number of an order. */
	public function list( Input $input ): RouteResult {
		$search = $input->line( 'search' );
		$page   = KeysetPage::read(
			$this->cursor,
			$input,
			'contacts ' . $search,
			fn( ?int $before, int $limit ): array => $this->search->page( $search, $before, $limit ),
			static fn( Contact $contact ): int => $contact->id,
		);
		if ( null === $page ) {
			return KeysetPage::expired();
		}
		return RouteResult::ok( [
			'items'       => $this->resource->several( $page->items ),
			'next_cursor' => $page->next,
			'too_wide'    => '' !== $search && $this->search->is_too_wide( $search ),
		] );
	}

	public function show( Input $input, \WP_REST_Request $request ): RouteResult {
		return RouteResult::ok( $this->resource->one( $this->contact( $request ) ) );
	}

	/** Makes a contact, and links a conversation to it if one is given. An identity that somebody has is refused (409, with that contact). */
	public function create( Input $input ): RouteResult {
		$conversation = null === $input->optional( 'conversation' )
			? null
			: $this->finder->find( $input->text( 'conversation' ), Capability::Reply );
		return $this->guarded( function () use ( $input, $conversation ): RouteResult {
			$identities = self::identities( $input, 'identities', self::value( ... ) );
			$contact    = $this->service->create( $input->line( 'name' ), $identities, $conversation?->id, get_current_user_id() );
			return RouteResult::created( $this->resource->one( $contact ) );
		} );
	}

	/** Changes the name; adds and removes identities. An identity that it has already gets the mark given. */
	public function change( Input $input, \WP_REST_Request $request ): RouteResult {
		$contact = $this->contact( $request );
		return $this->guarded( function () use ( $input, $contact ): RouteResult {
			$name = $input->has( 'name' ) ? $input->line( 'name' ) : null;
			$add  = self::identities( $input, 'add', self::value( ... ) );
			$gone = self::identities( $input, 'remove', ContactService::normal( ... ) );
			$this->service->change( $contact->id, $name, $add, $gone, get_current_user_id() );
			return $this->shown( $contact );
		} );
	}

	/** Forgets a contact; its conversations stay, linked to nobody. */
	public function delete( Input $input, \WP_REST_Request $request ): RouteResult {
		return RouteResult::ok( [ 'deleted' => $this->service->delete( $this->contact( $request )->id, get_current_user_id() ) ] );
	}

	/**
	 * Moves identities, notes and conversations of `merge` to `keep`. It can be undone for a day, by the id in `merge` of the answer. Refused
	 * (409) when one of the two is part of another contact by now.
	 */
	public function merge( Input $input ): RouteResult {
		return $this->guarded( function () use ( $input ): RouteResult {
			$pair = [];
			foreach ( [ 'keep', 'merge' ] as $key ) {
				$this->search->find( $input->text( $key ) );
				$pair[] = ( $this->contacts->itself( $input->text( $key ) ) ?? throw new ContactNotFound() )->id;
			}
			$merge = $this->merger->merge( $pair[0], $pair[1], get_current_user_id() );
			$kept  = $this->search->find( $input->text( 'keep' ) );
			return RouteResult::ok( [ 'contact' => $this->resource->one( $kept ), 'merge' => $merge['public_id'] ] );
		} );
	}

	/** Undoes a merge; answers the contact that is there again. */
	public function undo( Input $input, \WP_REST_Request $request ): RouteResult {
		return $this->guarded( function () use ( $request ): RouteResult {
			$is_hidden = fn( int $kept ): bool => [] === $this->search->visible( [ $kept ] );
			$id        = $this->merger->undo( $this->in_path( $request, 'id' ), get_current_user_id(), $is_hidden );
			return RouteResult::ok( $this->resource->one( $this->search->visible( [ $id ] )[ $id ] ?? throw new ContactNotFound() ) );
		} );
	}

	/** The contact's conversations that the user may see, the newest first, archived ones too. */
	public function conversations( Input $input, \WP_REST_Request $request ): RouteResult {
		$filter = new InboxFilter( archived: null, contact: $this->contact( $request )->id );
		$after  = null;
		if ( null !== $input->optional( 'cursor' ) ) {
			$after = $this->inbox_cursor->open( $input->text( 'cursor' ), $filter );
			if ( null === $after ) {
				return KeysetPage::expired();
			}
		}
		$page = $this->inbox->page( $filter, $after, $input->int( 'per_page', self::PER_PAGE ) );
		return RouteResult::ok( [
			'items'       => $this->conversations->several( $page->items ),
			'next_cursor' => null === $page->next ? null : $this->inbox_cursor->seal( $page->next, $filter ),
		] );
	}

	/** Adds a private note. */
	public function add_note( Input $input, \WP_REST_Request $request ): RouteResult {
		$contact = $this->contact( $request );
		if ( '' === trim( $input->text( 'text' ) ) ) {
			return RouteResult::problem( 400, 'aaia_empty_note', __( 'Write something first.', 'aaia-chatbot' ) );
		}
		return $this->guarded( function () use ( $input, $contact ): RouteResult {
			$this->service->add_note( $contact->id, $input->text( 'text' ), get_current_user_id() );
			return $this->shown( $contact );
		} );
	}

	/** Deletes one's own note; those who may change settings delete any. */
	public function delete_note( Input $input, \WP_REST_Request $request ): RouteResult {
		$contact = $this->contact( $request );
		$wanted  = $this->in_path( $request, 'note' );
		foreach ( $this->contacts->notes( $contact->id ) as $note ) {
			$may = get_current_user_id() === $note['user_id'] || Capability::Manage->allowed();
			if ( $note['public_id'] === $wanted && ! $may ) {
				return RouteResult::problem(
					403,
					'aaia_not_your_note',
					__( 'A colleague wrote this note: only they can delete it.', 'aaia-chatbot' ),
				);
			}
		}
		$this->service->delete_note( $contact->id, $wanted, get_current_user_id() );
		return $this->shown( $contact );
	}

	/**
	 * The contact that a conversation is linked to, and others who are known by the address that its visitor gave. To those who may not
	 * see addresses, these are shown only when the owner of the address has confirmed it: anybody could type one to learn whose it is.
	 */
	public function of_conversation( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->finder->find( $this->in_path( $request, 'id' ) );
		$contact      = null === $conversation->contact_id
			? null
			: $this->contacts->several( [ $conversation->contact_id ] )[ $conversation->contact_id ] ?? null;
		$known        = $this->inbox->visitors( [ $conversation->id ] )[ $conversation->id ] ?? null;
		$email        = $known['email'] ?? null;
		$may_know     = Capability::Sensitive->allowed() || null !== $known && $known['verified'] && ! $known['entered'];
		$same         = null === $email || ! $may_know ? [] : $this->search->known_by( [ [ IdentityKind::Email, $email ] ] );
		unset( $same[ $contact->id ?? 0 ] );
		return RouteResult::ok( [
			'contact'     => null === $contact ? null : $this->resource->one( $contact ),
			'suggestions' => $this->resource->several( array_values( $same ) ),
		] );
	}

	/** @throws ContactNotFound */
	private function contact( \WP_REST_Request $request ): Contact {
		return $this->search->find( $this->in_path( $request, 'id' ) );
	}

	private function shown( Contact $contact ): RouteResult {
		return RouteResult::ok( $this->resource->one( $this->search->find( $contact->public_id ) ) );
	}

	/**
	 * @param \Closure(IdentityKind, string): string $read What was typed, as it is stored.
	 *
	 * @return list<NewIdentity>
	 *
	 * @throws ContactRefused
	 */
	private static function identities( Input $input, string $key, \Closure $read ): array {
		$identities = array_map(
			static function ( Input $one ) use ( $read ): array {
				$kind = IdentityKind::from( $one->text( 'kind' ) );
				return [ 'kind' => $kind, 'value' => $read( $kind, $one->line( 'value' ) ), 'verified' => $one->bool( 'verified' ) ];
			},
			$input->objects( $key )
		);
		if ( [] !== $identities && ! Capability::Sensitive->allowed() ) {
			throw new ContactRefused( 'hidden' );
		}
		return $identities;
	}

	/**
	 * The identity as it is stored. A user is also found by login or e-mail address, by those who see the list of users.
	 *
	 * @throws ContactRefused
	 */
	private static function value( IdentityKind $kind, string $typed ): string {
		if ( ! in_array( $kind, [ IdentityKind::User, IdentityKind::Customer ], true ) ) {
			return ContactService::normal( $kind, $typed );
		}
		if ( ! current_user_can( 'list_users' ) ) {
			throw new ContactRefused( 'no_users' );
		}
		$user = ctype_digit( $typed ) ? get_userdata( (int) $typed ) : get_user_by( str_contains( $typed, '@' ) ? 'email' : 'login', $typed );
		return $user instanceof \WP_User && is_user_member_of_blog( $user->ID )
			? (string) $user->ID
			: throw new ContactRefused( 'no_user', null, $typed );
	}

	/** @param \Closure(): RouteResult $work */
	private function guarded( \Closure $work ): RouteResult {
		try {
			return $work();
		} catch ( ContactRefused $refused ) {
			return $this->problem( $refused );
		}
	}

	/** Why it was refused; another contact is named only to those who may see it. */
	private function problem( ContactRefused $refused ): RouteResult {
		$other = null === $refused->contact ? null : $this->search->visible( [ $refused->contact->id ] )[ $refused->contact->id ] ?? null;
		$name  = $other->name ?? '';
		$data  = [ 'contact' => $other->public_id ?? null ];
		return match ( $refused->reason ) {
			'empty'           => RouteResult::problem(
				400,
				'aaia_contact_empty',
				__( 'Enter a name, an e-mail address or a telephone number.', 'aaia-chatbot' ),
			),
			'invalid'         => RouteResult::problem(
				400,
				'aaia_contact_identity',
				/* translators: %s: what was typed. */
				sprintf( __( '“%s” is neither an e-mail address nor a telephone number.', 'aaia-chatbot' ), $refused->value ),
			),
			'hidden'          => RouteResult::problem(
				403,
				'aaia_contact_hidden',
				__( 'You do not see addresses and telephone numbers, so you cannot change them. Ask an administrator.', 'aaia-chatbot' ),
			),
			'no_users'        => RouteResult::problem(
				403,
				'aaia_contact_users',
				__( 'Only those who see the list of users can link a user. Ask an administrator.', 'aaia-chatbot' ),
			),
			'no_user'         => RouteResult::problem(
				400,
				'aaia_contact_user',
				/* translators: %s: what was typed. */
				sprintf( __( 'There is no user “%s” on this site.', 'aaia-chatbot' ), $refused->value ),
			),
			'taken'           => RouteResult::problem(
				409,
				'aaia_contact_taken',
				'' !== $name
					/* translators: 1: an e-mail address or another identity, 2: name of a contact. */
					? sprintf( __( '“%1$s” belongs to the contact %2$s. Merge the two if they are one person.', 'aaia-chatbot' ), $refused->value, $name )
					/* translators: %s: an e-mail address or another identity. */
					: sprintf( __( '“%s” belongs to another contact. Merge the two if they are one person.', 'aaia-chatbot' ), $refused->value ),
				$data,
			),
			'many_identities' => RouteResult::problem(
				400,
				'aaia_many_identities',
				/* translators: %d: a number. */
				sprintf( __( 'A contact can have %d addresses, telephone numbers and accounts.', 'aaia-chatbot' ), Contact::IDENTITIES ),
			),
			'many_notes'      => RouteResult::problem(
				400,
				'aaia_many_notes',
				/* translators: %d: a number. */
				sprintf( __( 'A contact can have %d notes. Delete some that are not needed.', 'aaia-chatbot' ), Contact::NOTES ),
			),
			'same'            => RouteResult::problem( 400, 'aaia_contact_same', __( 'A contact cannot be merged with itself.', 'aaia-chatbot' ) ),
			'merged'          => RouteResult::problem(
				409,
				'aaia_contact_merged',
				'' !== $name
					/* translators: %s: name of a contact. */
					? sprintf( __( 'This was done already: one of the two is part of the contact %s now.', 'aaia-chatbot' ), $name )
					: __( 'This was done already: one of the two is part of another contact now.', 'aaia-chatbot' ),
				$data,
			),
			'merged_since'    => RouteResult::problem(
				409,
				'aaia_contact_merged',
				__( 'The contact was merged with a third one since. Undo that merge first.', 'aaia-chatbot' ),
				$data,
			),
			default           => RouteResult::problem(
				409,
				'aaia_merge_over',
				__( 'This merge can no longer be undone: somebody has undone it, or it is older than a day.', 'aaia-chatbot' ),
			),
		};
	}
}
