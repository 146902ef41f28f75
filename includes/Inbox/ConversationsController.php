<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AddressCheckRepository;
use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\AssignmentConflict;
use Aaia\Chatbot\Conversations\Attachments\AttachmentLimits;
use Aaia\Chatbot\Conversations\Attachments\AttachmentRefused;
use Aaia\Chatbot\Conversations\Attachments\AttachmentResponse;
use Aaia\Chatbot\Conversations\CategoryRefused;
use Aaia\Chatbot\Conversations\CategoryService;
use Aaia\Chatbot\Conversations\Contacts\ContactNotFound;
use Aaia\Chatbot\Conversations\Contacts\ContactService;
use Aaia\Chatbot\Conversations\Contacts\OutboundService;
use Aaia\Chatbot\Conversations\Contacts\TooManyBegun;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\LabelRefused;
use Aaia\Chatbot\Conversations\LabelService;
use Aaia\Chatbot\Conversations\Limit;
use Aaia\Chatbot\Conversations\LimitRefused;
use Aaia\Chatbot\Conversations\LimitService;
use Aaia\Chatbot\Conversations\Priority;
use Aaia\Chatbot\Conversations\ReplyAddresses;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Conversations\TeamNotFound;
use Aaia\Chatbot\Conversations\TeamWithoutMembers;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Inbox\Contacts\ContactSearch;
use Aaia\Chatbot\Mail\Address\AddressHash;
use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;

/**
 * Conversations for staff: list, show, change status, delete.
 *
 * @phpstan-import-type Found from InboxPage
 */
final class ConversationsController extends StaffController {

	public static function routes(): array {
		return [
			Operation::get( '/conversations', 'list', Capability::View )
				->takes( Schema::closed( InboxFilterParser::schema() + [
					'per_page' => Schema::int( 1, 100 )->optional(),
					'cursor'   => Schema::text( 1000 )->optional(),
				] ) )
				->answers( Schema::closed( [
					'items'       => Schema::list_of( ConversationResource::schema() ),
					'next_cursor' => Schema::string()->nullable(),
					'found'       => Schema::map_of( self::found_schema() ),
					'words'       => Schema::list_of( Schema::string() ),
					'counts'      => ConversationResource::counts_schema(),
				] )->named( 'ConversationList' ) )
				->named( 'ListConversations' ),
			Operation::post( '/conversations', 'begin', Capability::Reply )
				->takes( Schema::closed( [
					'id'          => Schema::id(),
					'account'     => Schema::enum( Conversation::WEB )->optional(),
					'to'          => Schema::id(),
					'email'       => Schema::email()->optional(),
					'text'        => Schema::text( MessagesController::MAX_TEXT ),
					'attachments' => Schema::list_of( Schema::id(), AttachmentLimits::PER_MESSAGE )->optional(),
				] ) )
				->answers( ConversationResource::schema() )
				->named( 'BeginConversation' ),
			Operation::get( '/conversations/{id}', 'show', Capability::View )->answers( ConversationResource::schema() ),
			Operation::patch( '/conversations/{id}', 'change', Capability::Reply )
				->takes( Schema::closed( [
					'status'        => Schema::enum( 'open', 'pending', 'snoozed', 'resolved' )->optional(),
					'archived'      => Schema::bool()->optional(),
					'assignee'      => Schema::int( 1 )->nullable()->optional(),
					'assignee_seen' => Schema::int( 1 )->nullable()->optional(),
					'team'          => Schema::int( 1 )->nullable()->optional(),
					'team_seen'     => Schema::int( 1 )->nullable()->optional(),
					'priority'      => Schema::enum( ...Priority::words() )->optional(),
					'labels'        => LabelsController::names()->optional(),
					'add_labels'    => LabelsController::names()->optional(),
					'remove_labels' => LabelsController::names()->optional(),
					'category'      => Schema::one_of( Schema::int( 1 )->nullable(), Schema::text( 200 ) )->optional(),
					'snooze'        => Schema::enum( '1h', '2h', '4h', 'tomorrow', 'next_monday' )->optional(),
					'snoozed_until' => Schema::text( 40 )->optional(),
					'email'         => Schema::email()->nullable()->optional(),
					'contact'       => Schema::id()->nullable()->optional(),
					'limit'         => Schema::closed( [
						'team' => Schema::int( 1 )->optional(),
						'role' => Schema::text( 64 )->optional(),
					] )->nullable()->optional(),
				] ) )
				->answers( ConversationResource::schema() )
				->named( 'ChangeConversation' ),
			Operation::delete( '/conversations/{id}', 'delete', Capability::Delete )
				->answers( Schema::closed( [
					'deleted'   => Schema::map_of( Schema::int() ),
					'remaining' => Schema::map_of( Schema::int() ),
				] )->named( 'Deletion' ) ),
		];
	}

	public function __construct(
		private readonly ConversationFinder $finder,
		private readonly InboxRepository $inbox,
		private readonly InboxSearch $search,
		private readonly InboxCursor $cursor,
		private readonly InboxFilterParser $parser,
		private readonly AgentService $service,
		private readonly ConversationService $conversations,
		private readonly WakeConversation $wake,
		private readonly ReplyAddresses $addresses,
		private readonly AddressCheckRepository $checks,
		private readonly ConversationResource $resource,
		private readonly LabelService $labels,
		private readonly CategoryService $categories,
		private readonly CrossedAssignment $crossed,
		private readonly ContactSearch $contacts,
		private readonly ContactService $contact_service,
		private readonly ConversationAccess $access,
		private readonly LimitService $limits,
		private readonly OutboundService $outbound,
		private readonly Settings $settings,
		private readonly Clock $clock,
	) {}

	/**
	 * One page of a list. Without `status`: open and pending, not archived; with `search`: all, archived too.
	 *
	 * `counts` are those of the tabs, without the other filters. `found` says what a search found, by conversation: the message and its
	 * surroundings; nothing for those found by a name or an address. `words` are those words of the search that count,
	 * folded, when something was found. A page may contain fewer than `per_page` and still have a `next_cursor`.
	 */
	public function list( Input $input ): RouteResult {
		$user   = get_current_user_id();
		$filter = $this->parser->parse( $input, $user );
		if ( is_string( $filter ) ) {
			return RouteResult::problem( 400, 'aaia_filter', $filter );
		}
		$after = null;
		if ( null !== $input->optional( 'cursor' ) ) {
			$after = $this->cursor->open( $input->text( 'cursor' ), $filter );
			if ( null === $after ) {
				$sentence = __( 'This place in the list is no longer valid. Load the list again.', 'aaia-chatbot' );
				return RouteResult::problem( 410, 'aaia_cursor_expired', $sentence );
			}
		}
		$limit = $input->int( 'per_page', ViewsController::per_page() );
		$page  = '' === $filter->search ? $this->inbox->page( $filter, $after, $limit ) : $this->search->page( $filter, $after, $limit );
		return RouteResult::ok(
			[
				'items'       => $this->resource->several( $page->items ),
				'next_cursor' => null === $page->next ? null : $this->cursor->seal( $page->next, $filter ),
				'found'       => (object) $this->found( $page ),
				'words'       => [] === $page->items ? [] : $page->words,
				'counts'      => $this->inbox->counts( $user ),
			]
		);
	}

	/**
	 * Begins a conversation with a contact, who gets the message and a link to the conversation by e-mail. `id` is made by the browser: the
	 * same one finds what was begun before. `email` is one of the contact's addresses; without it one that was confirmed or entered by staff.
	 * Only those who see addresses may choose one.
	 */
	public function begin( Input $input ): RouteResult {
		$contact = $this->contacts->find( $input->text( 'to' ) );
		$text    = $input->text( 'text' );
		$files   = $input->lines( 'attachments' );
		if ( '' === $text && [] === $files ) {
			return RouteResult::problem( 400, 'aaia_empty', __( 'Write a message first.', 'aaia-chatbot' ) );
		}
		if ( ! $this->settings->bool( 'visitor_reply_mails' ) || ! $this->settings->bool( 'widget_enabled' ) ) {
			$sentence = __( 'The message would reach nobody: the chat, or its e-mails to visitors, are switched off in the settings.', 'aaia-chatbot' );
			return RouteResult::problem( 409, 'aaia_mails_off', $sentence );
		}
		if ( '' !== $input->line( 'email' ) && ! Capability::Sensitive->allowed() ) {
			// Whether it is the contact's would tell them.
			$sentence = __( 'You do not see addresses, so you cannot choose one. Ask an administrator.', 'aaia-chatbot' );
			return RouteResult::problem( 403, 'aaia_address_hidden', $sentence );
		}
		$email = $this->outbound->address( $contact, $input->line( 'email' ) );
		if ( null === $email ) {
			$sentence = __( 'This contact has no e-mail address that was confirmed or entered by your team. Add one to the contact.', 'aaia-chatbot' );
			return RouteResult::problem( 409, 'aaia_no_address', $sentence );
		}
		if ( $this->checks->is_refused( AddressHash::hash( $email ) ) ) {
			return self::refused_address();
		}
		try {
			$begun = $this->outbound->begin( $contact, $email, $text, get_current_user_id(), $input->text( 'id' ), $files );
		} catch ( AttachmentRefused $refused ) {
			return AttachmentResponse::problem( $refused );
		} catch ( TooManyBegun ) {
			/* translators: %d: number of conversations. */
			$words = __( 'You have begun %d conversations in 24 hours, as many as one person can. Try again tomorrow.', 'aaia-chatbot' );
			return RouteResult::problem( 429, 'aaia_too_many_begun', sprintf( $words, OutboundService::PER_DAY ) );
		}
		// One that was begun before may be limited to others by now.
		return RouteResult::created( $this->resource->one( $this->finder->find( $begun->public_id ) ) );
	}

	public function show( Input $input, \WP_REST_Request $request ): RouteResult {
		return RouteResult::ok( $this->resource->one( $this->finder->find( $this->in_path( $request, 'id' ) ) ) );
	}

	/**
	 * Changes status, archive, snooze, assignee, team, priority, labels, category, contact and the visitor's e-mail address; returns the
	 * changed conversation.
	 *
	 * `labels` are the names of all its labels from now on; `add_labels` and `remove_labels` leave the others as they are, so that two
	 * people can label at once. Unknown names become labels. `category` is the number or the name of one of the owner's list, or null.
	 * A `team` without an `assignee` gets the conversation as a whole: nobody has it until a member takes it; null takes it out of its team
	 * only. `assignee_seen` and `team_seen` are what the agent saw: when it is otherwise by now, nothing is changed (409). `limit` names the
	 * team or the role that alone may see it from now on; null lets everybody.
	 */
	public function change( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->finder->find( $this->in_path( $request, 'id' ), Capability::Reply );
		$until        = $this->snoozed_until( $input );
		$wrong        = $this->wrong_address( $input );
		$status       = Status::tryFrom( $input->text( 'status' ) );
		if ( $until instanceof RouteResult ) {
			return $until;
		}
		if ( null !== $wrong ) {
			return $wrong;
		}
		if ( Status::Snoozed === $status && null === $until ) {
			return RouteResult::problem( 400, 'aaia_snooze_time', __( 'Say until when: “snooze” or “snoozed_until”.', 'aaia-chatbot' ) );
		}
		if ( null !== $until && null !== $status && Status::Snoozed !== $status ) {
			$sentence = __( 'Only a snoozed conversation has a time at which it comes back.', 'aaia-chatbot' );
			return RouteResult::problem( 400, 'aaia_snooze_time', $sentence );
		}
		$refused = ( $input->has( 'assignee' ) || $input->has( 'team' ) ? $this->assign( $conversation, $input ) : null )
			?? $this->label( $conversation, $input )
			?? ( $input->has( 'category' ) ? $this->choose_category( $conversation, $input ) : null )
			?? ( $input->has( 'contact' ) ? $this->link( $conversation, $input->line( 'contact' ) ) : null )
			?? ( $input->has( 'limit' ) ? $this->limit( $conversation, $input->object( 'limit' ) ) : null );
		if ( null !== $refused ) {
			return $refused;
		}
		$priority = Priority::from_word( $input->text( 'priority' ) );
		if ( null !== $priority ) {
			$this->service->set_priority( $conversation->id, $priority, get_current_user_id() );
		}
		if ( null !== $until ) {
			$this->service->set_status( $conversation->id, Status::Snoozed, $until, get_current_user_id() );
			$this->wake->plan( $conversation->id, $until );
		} elseif ( null !== $status ) {
			$this->service->set_status( $conversation->id, $status, agent_id: get_current_user_id() );
		}
		if ( $input->has( 'archived' ) ) {
			$this->service->set_archived( $conversation->id, $input->bool( 'archived' ), get_current_user_id() );
		}
		if ( $input->has( 'email' ) && '' !== $input->line( 'email' ) ) {
			$this->addresses->enter( $conversation->id, $input->line( 'email' ), get_current_user_id() );
		} elseif ( $input->has( 'email' ) ) {
			$this->addresses->remove( $conversation->id, get_current_user_id() );
		}
		return RouteResult::ok( $this->resource->one( $this->finder->find( $conversation->public_id ) ) );
	}

	/** Labels the conversation as asked; a problem when it cannot be. */
	private function label( Conversation $conversation, Input $input ): ?RouteResult {
		$add    = $input->lines( 'add_labels' );
		$remove = $input->lines( 'remove_labels' );
		$all    = $input->has( 'labels' ) ? $input->lines( 'labels' ) : null;
		if ( null === $all && [] === $add && [] === $remove ) {
			return null;
		}
		if ( null !== $all && [] !== [ ...$add, ...$remove ] ) {
			$sentence = __( 'Give either all labels, or those to add and to remove.', 'aaia-chatbot' );
			return RouteResult::problem( 400, 'aaia_labels', $sentence );
		}
		try {
			$this->labels->label( $conversation->id, $all, $add, $remove, get_current_user_id() );
			return null;
		} catch ( LabelRefused $refused ) {
			return LabelsController::problem( $refused );
		}
	}

	/** Puts the conversation into the category asked for; a problem when there is none of this number or name. */
	private function choose_category( Conversation $conversation, Input $input ): ?RouteResult {
		$typed    = $input->line( 'category' );
		$category = '' === $typed ? 0 : $this->parser->category( ctype_digit( $typed ) ? "#$typed" : $typed );
		if ( is_string( $category ) ) {
			return RouteResult::problem( 400, 'aaia_no_category', $category );
		}
		try {
			$this->categories->choose( $conversation->id, $category ?: null, get_current_user_id() );
			return null;
		} catch ( CategoryRefused $refused ) {
			return CategoriesController::problem( $refused );
		}
	}

	/** Links the conversation to a contact, or to none; a problem when there is no such contact. */
	private function link( Conversation $conversation, string $contact ): ?RouteResult {
		try {
			$id = '' === $contact ? null : $this->contacts->find( $contact )->id;
			$this->contact_service->link( $conversation->id, $id, get_current_user_id() );
			return null;
		} catch ( ContactNotFound ) {
			return RouteResult::problem( 400, 'aaia_no_contact', __( 'This contact no longer exists.', 'aaia-chatbot' ) );
		}
	}

	/** Limits the conversation to the team or role asked for; a problem when it cannot be. */
	private function limit( Conversation $conversation, ?Input $asked ): ?RouteResult {
		$team = $asked?->int( 'team' ) ?: null;
		$role = $asked?->line( 'role' ) ?: null;
		if ( null !== $asked && ( null === $team ) === ( null === $role ) ) {
			return RouteResult::problem( 400, 'aaia_limit', __( 'Name either a team or a role, or null for everybody.', 'aaia-chatbot' ) );
		}
		if ( null !== $role && ( null === get_role( $role ) || 1 !== preg_match( Limit::ROLE, $role ) ) ) {
			return RouteResult::problem( 400, 'aaia_no_role', __( 'Conversations cannot be limited to this role.', 'aaia-chatbot' ) );
		}
		try {
			$limit = null === $asked ? null : new Limit( $team, $role );
			$this->limits->limit( $conversation->id, $limit, get_current_user_id() );
			return null;
		} catch ( TeamNotFound ) {
			return self::no_team();
		} catch ( LimitRefused ) {
			$sentence = __( 'You could no longer see this conversation yourself. Choose a team or a role that you are in.', 'aaia-chatbot' );
			return RouteResult::problem( 409, 'aaia_limit_excludes_you', $sentence );
		}
	}

	private static function no_team(): RouteResult {
		return RouteResult::problem( 400, 'aaia_no_team', __( 'This team does not exist any more. Choose another one.', 'aaia-chatbot' ) );
	}

	/** Assigns the conversation as asked; a problem when it cannot be. */
	private function assign( Conversation $conversation, Input $input ): ?RouteResult {
		$team     = CrossedAssignment::seen( $input, 'team' );
		$stays    = null === $team && ! $input->has( 'assignee' );
		$assignee = $stays ? $conversation->assignee_id : ( $input->int( 'assignee' ) ?: null );
		if ( $input->has( 'assignee' ) && null !== $assignee && ! user_can( $assignee, Capability::Reply->value ) ) {
			$sentence = __( 'This user does not answer conversations. Choose another one.', 'aaia-chatbot' );
			return RouteResult::problem( 400, 'aaia_not_an_agent', $sentence );
		}
		$user = $input->has( 'assignee' ) && null !== $assignee ? get_userdata( $assignee ) : false;
		if ( $user instanceof \WP_User && ! $this->access->may_read( $user, $conversation ) ) {
			$sentence = __( 'This user may not see this conversation. Choose another one.', 'aaia-chatbot' );
			return RouteResult::problem( 400, 'aaia_hidden_from_assignee', $sentence );
		}
		try {
			$this->service->assign(
				$conversation->id,
				$assignee,
				get_current_user_id(),
				CrossedAssignment::seen( $input ),
				$team,
				CrossedAssignment::seen( $input, 'team_seen' ),
			);
			return null;
		} catch ( AssignmentConflict $conflict ) {
			return $this->crossed->answer( $conflict );
		} catch ( TeamNotFound ) {
			return self::no_team();
		} catch ( TeamWithoutMembers ) {
			$sentence = __( 'Nobody in this team would see the conversation. Choose another one.', 'aaia-chatbot' );
			return RouteResult::problem( 400, 'aaia_team_without_members', $sentence );
		}
	}

	/** Erases the conversation with all its rows, and counts what is left in each table. */
	public function delete( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->finder->find( $this->in_path( $request, 'id' ), Capability::Delete );
		$deleted      = $this->conversations->erase( $conversation, get_current_user_id() );
		return RouteResult::ok(
			[
				'deleted'   => $deleted,
				'remaining' => $this->conversations->remaining( $conversation->id ),
			]
		);
	}

	/** Why the visitor's e-mail address cannot be entered, or null. An empty one removes what staff entered. */
	private function wrong_address( Input $input ): ?RouteResult {
		$email = $input->line( 'email' );
		if ( '' === $email ) {
			return null;
		}
		if ( ! Email::is_plain_address( $input->text( 'email' ) ) ) {
			return RouteResult::problem( 400, 'aaia_invalid_email', __( 'Enter one e-mail address, such as name@example.com.', 'aaia-chatbot' ) );
		}
		return $this->checks->is_refused( AddressHash::hash( $email ) ) ? self::refused_address() : null;
	}

	private static function refused_address(): RouteResult {
		$sentence = __( 'The owner of this address does not want e-mails from this site.', 'aaia-chatbot' );
		return RouteResult::problem( 409, 'aaia_address_refused', $sentence );
	}

	private static function found_schema(): Schema {
		return Schema::closed(
			[
				'message' => Schema::string(),
				'author'  => Schema::enum( 'visitor', 'assistant', 'agent', 'system' ),
				'private' => Schema::bool(),
				'excerpt' => Schema::list_of( Schema::closed( [ 'text' => Schema::string(), 'hit' => Schema::bool() ] )->named( 'ExcerptPart' ) ),
			]
		)->named( 'FoundMessage' );
	}

	/** @return array<string, Found> What a search found, by public id. */
	private function found( InboxPage $page ): array {
		$found = [];
		foreach ( $page->items as $conversation ) {
			if ( isset( $page->found[ $conversation->id ] ) ) {
				$found[ $conversation->public_id ] = $page->found[ $conversation->id ];
			}
		}
		return $found;
	}

	private function snoozed_until( Input $input ): \DateTimeImmutable|RouteResult|null {
		$now    = $this->clock->now();
		$choice = Snooze::tryFrom( $input->text( 'snooze' ) );
		if ( null !== $choice ) {
			return $choice->until( $now, wp_timezone() );
		}
		if ( ! $input->has( 'snoozed_until' ) ) {
			return null;
		}
		$time  = rest_parse_date( $input->text( 'snoozed_until' ) );
		$until = false === $time ? null : new \DateTimeImmutable( '@' . $time );
		return null !== $until && $until > $now
			? $until
			: RouteResult::problem( 400, 'aaia_snooze_time', __( 'Enter a time to come, such as 2030-01-31T09:00:00Z.', 'aaia-chatbot' ) );
	}
}
