<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Contacts\ContactService;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/**
 * Stores requests for a person: at most one open request in a conversation, made with the button or the tool.
 *
 * Each request appends one `support.requested` event; the room Alerts decides who is alerted and how. A request above a cap is stored
 * too, and its event says that it may only be sent in a bundle. An e-mail address is stored only when the visitor typed it: in the form
 * they confirmed, or in one of their messages in this conversation.
 *
 * @phpstan-import-type Sentences from SupportRequestNotice
 */
final class SupportService {

	/** Name of the tool that asks for a person. */
	public const TOOL = 'send_support_email';

	/** States of the alert that the visitor sees. */
	public const SAVED = 'saved';

	public const SENT = 'sent';

	public const DELAYED = 'delayed';

	/** States of a request's e-mail address in an event. */
	public const GIVEN = 'given';

	public const VERIFIED = 'verified';

	/** Key in an event's data: the request is above a cap and may only be sent in a bundle. */
	public const COLLECTED = 'collected';

	/** Requests of one conversation in an hour that are alerted one by one; each comes after the previous one was resolved. */
	private const PER_CONVERSATION = 3;

	/** The same for one visitor, in all conversations. */
	private const PER_VISITOR = 5;

	/** The same for the whole site. */
	private const PER_SITE = 100;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly ConversationRepository $conversations,
		private readonly MessageRepository $messages,
		private readonly SupportRequestRepository $requests,
		private readonly TurnCanceller $turn_canceller,
		private readonly SupportRequestNotice $notice,
		private readonly UnreadMarkRepository $marks,
		private readonly ContactService $contacts,
	) {}

	/**
	 * Stores the request and sets the conversation to pending.
	 *
	 * @param ?Sentences $said Result of sentences(), which callers inside a transaction make before it; null makes them here.
	 *
	 * @return RequestOutcome Known when there is an open request; then only an address the visitor added is stored.
	 *
	 * @throws ConversationNotFound When the conversation is gone.
	 */
	public function request( int $conversation_id, NewSupportRequest $request, ?array $said = null ): RequestOutcome {
		$said ??= $this->sentences( $this->conversations->by_id( $conversation_id ) ?? throw new ConversationNotFound() );
		return $this->database->transaction(
			function () use ( $conversation_id, $request, $said ): RequestOutcome {
				$now          = $this->clock->now();
				$conversation = $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				$email        = $request->is_confirmed() ? self::valid( $request->email ) : $this->typed_address( $conversation_id, $request->email );
				if ( Status::Pending === $conversation->status && null !== $conversation->person_requested ) {
					if ( $request->is_confirmed() ) {
						$this->add_contact_details( $conversation, $email, $request->name, $said['added'], $now );
					}
					return RequestOutcome::Known;
				}
				$collected = $this->is_above_a_cap( $conversation, $now );
				if ( SupportOrigin::Button === $request->origin ) {
					$this->turn_canceller->cancel_all(
						$conversation_id,
						TurnState::Stopped,
						[ self::TOOL => [ 'state' => $collected ? self::COLLECTED : self::SAVED ] ],
					);
				}
				$id = $this->requests->add(
					[
						'conversation_id' => $conversation_id,
						'message_id'      => $this->newest_visitor_message( $conversation_id ),
						'origin'          => $request->origin->value,
						'reason'          => $request->reason->value,
						'summary'         => Text::truncate( $request->summary, 1000 ),
						'email'           => $email,
						'name'            => $request->is_confirmed() ? self::name( $request->name ) : null,
						'page_url'        => '' === $request->page_url ? $conversation->page_url : mb_substr( $request->page_url, 0, 2000 ),
						'page_title'      => '' === $request->page_url ? $conversation->page_title : mb_substr( $request->page_title, 0, 300 ),
						'sealed_ip'       => $request->sealed_ip,
						'created_at'      => Time::to_database( $now ),
					]
				);
				$this->conversations->change(
					$conversation_id,
					[
						'status'           => Status::Pending->value,
						'active'           => 1,
						'archived_at'      => null,
						'snoozed_until'    => null,
						'resolved_at'      => null,
						'unread'           => 1,
						'person_requested' => self::SAVED,
						'assignee_id'      => self::freed( $conversation ) ? null : $conversation->assignee_id,
						'promise'          => null === $said['until'] ? null : Promise::Open->value,
						'promised_until'   => null === $said['until'] ? null : Time::to_database( $said['until'] ),
						'waiting_since'    => Time::to_database( $conversation->waiting_since ?? $now ),
						'last_activity_at' => Time::to_database( $now ),
					]
				);
				if ( Status::Pending !== $conversation->status ) {
					$this->events->append(
						EventType::StatusChanged,
						$conversation_id,
						null,
						[ 'from' => $conversation->status->value, 'to' => Status::Pending->value, 'by' => 'visitor' ],
					);
				}
				$this->free_assignee( $conversation );
				$this->events->append(
					EventType::SupportRequested,
					$conversation_id,
					null,
					[
						'request' => $id,
						'origin'  => $request->origin->value,
						'reason'  => $request->reason->value,
					] + ( $collected ? [ self::COLLECTED => true ] : [] )
				);
				$this->contacts->note_request( $conversation, $email, $request->is_confirmed() ? $request->name : null );
				$sentences = array_filter( [
					$collected ? $said['collected'] : '',
					$said['expected'],
					$said['promise'],
					null === $email ? '' : $said['address'],
				] );
				$this->add_system_message( $conversation->id, implode( ' ', $sentences ), $now );
				return $collected ? RequestOutcome::Collected : RequestOutcome::Recorded;
			}
		);
	}

	/**
	 * Texts that request() may add to the conversation.
	 *
	 * @param ?Conversation $conversation Null for a new one.
	 * @param string        $locale       Of a new conversation.
	 *
	 * @return Sentences
	 */
	public function sentences( ?Conversation $conversation, string $locale = '' ): array {
		return $this->notice->sentences( $conversation->language ?? $locale, $this->clock->now(), $conversation?->team_id );
	}

	/**
	 * Handles a request that is sent again with the same message: stores an address if the open request has none.
	 *
	 * @param Sentences $said Result of sentences().
	 *
	 * @throws ConversationNotFound When the conversation is gone.
	 */
	public function repeat( int $conversation_id, NewSupportRequest $request, array $said ): RequestOutcome {
		return $this->database->transaction(
			function () use ( $conversation_id, $request, $said ): RequestOutcome {
				$conversation = $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				$this->add_contact_details( $conversation, self::valid( $request->email ), $request->name, $said['address'], $this->clock->now() );
				return RequestOutcome::Known;
			}
		);
	}

	/**
	 * Returns a suggested e-mail address if the visitor typed it in this conversation, otherwise null.
	 *
	 * A longer address that contains it does not count.
	 */
	public function typed_address( int $conversation_id, ?string $email ): ?string {
		$email = self::valid( $email );
		if ( null === $email ) {
			return null;
		}
		$whole = '/(?<![\w.%+@-])' . preg_quote( $email, '/' ) . '(?![\w@-]|\.\w)/iu';
		foreach ( $this->messages->visitor_texts_containing( $conversation_id, $email ) as $words ) {
			if ( 1 === preg_match( $whole, $words ) ) {
				return $email;
			}
		}
		return null;
	}

	/** Stores the state of the alert for the visitor. SENT never goes back to DELAYED. */
	public function note_alert( int $conversation_id, string $state ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $state ): void {
				$conversation = $this->conversations->lock( $conversation_id );
				if (
					null === $conversation
					|| null === $conversation->person_requested
					|| self::SENT === $conversation->person_requested
					|| $state === $conversation->person_requested
				) {
					return;
				}
				$this->conversations->change( $conversation_id, [ 'person_requested' => $state ] );
				$this->events->append( EventType::ConversationUpdated, $conversation_id, null, [ 'alert' => $state ] );
			}
		);
	}

	/** Notes that the promised time passed without an answer; the conversation is unread again. Does nothing when it was answered meanwhile. */
	public function note_broken_promise( int $conversation_id ): void {
		$this->database->transaction(
			function () use ( $conversation_id ): void {
				$conversation = $this->conversations->lock( $conversation_id );
				if ( null === $conversation || Promise::Open !== $conversation->promise || $conversation->promised_until >= $this->clock->now() ) {
					return;
				}
				$changes = [ 'promise' => Promise::Broken->value, 'unread' => 1 ];
				if ( Status::Snoozed === $conversation->status ) {
					// So that it is seen: what is snoozed is in no list of work.
					$status   = StatusMachine::after_snooze( $conversation );
					$changes += [
						'status'        => $status->value,
						'active'        => StatusMachine::is_active( $status, $conversation->archived ) ? 1 : 0,
						'snoozed_until' => null,
					];
					$data     = [ 'from' => Status::Snoozed->value, 'to' => $status->value, 'by' => 'system' ];
					$this->events->append( EventType::StatusChanged, $conversation_id, null, $data );
				}
				$this->conversations->change( $conversation_id, $changes );
				$this->events->append( EventType::PromiseEnded, $conversation_id, null, [ 'to' => Promise::Broken->value ] );
			}
		);
	}

	/**
	 * Stores a sentence about who answers, once, unless somebody else answers by now.
	 *
	 * @param string $key The same key stores it once.
	 */
	public function announce( int $conversation_id, Handler $handler, string $sentence, string $key ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $handler, $sentence, $key ): void {
				$conversation = $this->conversations->lock( $conversation_id );
				if (
					null !== $conversation
					&& $handler === $conversation->handler
					&& null === $this->messages->by_client_id( $conversation_id, null, $key )
				) {
					$this->add_system_message( $conversation_id, $sentence, $this->clock->now(), $key );
				}
			}
		);
	}

	/** Appends the event that the address of a request was confirmed by its owner, who is then a contact. In the caller's transaction. */
	public function note_verified( int $conversation_id, int $request_id ): void {
		$conversation = $this->conversations->lock( $conversation_id );
		$request      = $this->requests->by_id( $request_id );
		if ( null !== $conversation && null !== $request ) {
			$this->contacts->note_request( $conversation, $request->email, $request->name, true );
		}
		$this->events->append(
			EventType::ConversationUpdated,
			$conversation_id,
			null,
			[
				'request' => $request_id,
				'address' => self::VERIFIED,
			]
		);
	}

	/** Whether a request makes the conversation anybody's: it is assigned, but the assistant answers. */
	private static function freed( Conversation $conversation ): bool {
		return null !== $conversation->assignee_id && Handler::Assistant === $conversation->handler;
	}

	/** Notes that the conversation is anybody's now, and marks it as unread for the agent it was assigned to. */
	private function free_assignee( Conversation $conversation ): void {
		if ( self::freed( $conversation ) ) {
			$this->marks->add( (int) $conversation->assignee_id, $conversation->id );
			$data = [ 'from' => $conversation->assignee_id, 'to' => null, 'by' => 'visitor' ];
			$this->events->append( EventType::ConversationAssigned, $conversation->id, null, $data );
		}
	}

	/** Adds an address to the open request when it has none, because the visitor asked again with one. */
	private function add_contact_details(
		Conversation $conversation,
		?string $email,
		?string $name,
		string $notice,
		\DateTimeImmutable $now,
	): void {
		$request = null === $email ? null : $this->requests->newest( $conversation->id );
		if ( null === $email || null === $request || null !== $request->email ) {
			return;
		}
		$this->requests->set_contact_details( $request->id, $email, $request->name ?? self::name( $name ) );
		$this->events->append(
			EventType::ConversationUpdated,
			$conversation->id,
			null,
			[
				'request' => $request->id,
				'address' => self::GIVEN,
			]
		);
		$this->contacts->note_request( $conversation, $email, $name );
		$this->add_system_message( $conversation->id, $notice, $now );
	}

	/**
	 * Adds a message of the system, which does not count as activity and changes no list.
	 *
	 * @param ?string $key By which it is known to be stored already.
	 */
	private function add_system_message( int $conversation_id, string $sentence, \DateTimeImmutable $now, ?string $key = null ): void {
		if ( '' === $sentence ) {
			return;
		}
		$data = [
			'public_id'       => Ids::random(),
			'conversation_id' => $conversation_id,
			'author_type'     => AuthorType::System->value,
			'parts'           => Parts::text_only( $sentence )->to_json(),
			'text'            => $sentence,
			'created_at'      => Time::to_database( $now ),
		];
		$id   = null === $key
			? $this->messages->add( $data )
			: $this->messages->create_once( $data + [ 'client_id' => $key ] )->id;
		$this->events->append( EventType::MessageCompleted, $conversation_id, $id );
	}

	private static function valid( ?string $email ): ?string {
		return null !== $email && false !== is_email( $email ) ? $email : null;
	}

	/** Requests made in the last hour, this one not counted. */
	private function is_above_a_cap( Conversation $conversation, \DateTimeImmutable $now ): bool {
		$since = $now->modify( '-1 hour' );
		return $this->requests->count_since( $since, self::PER_SITE ) >= self::PER_SITE
			|| $this->requests->count_since_for( 'conversation', $conversation->id, $since, self::PER_CONVERSATION ) >= self::PER_CONVERSATION
			|| null !== $conversation->visitor_id
				&& $this->requests->count_since_for( 'visitor', $conversation->visitor_id, $since, self::PER_VISITOR ) >= self::PER_VISITOR;
	}

	private static function name( ?string $name ): ?string {
		return null === $name ? null : Text::truncate( Text::line( $name ), 120 );
	}

	/** The visitor's newest message. */
	private function newest_visitor_message( int $conversation_id ): ?int {
		foreach ( array_reverse( $this->messages->thread( $conversation_id, 10, false ) ) as $message ) {
			if ( AuthorType::Visitor === $message->author ) {
				return $message->id;
			}
		}
		return null;
	}
}
