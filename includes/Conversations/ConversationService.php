<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Attachments\Attachment;
use Aaia\Chatbot\Conversations\Attachments\AttachmentRefused;
use Aaia\Chatbot\Conversations\Attachments\AttachmentService;
use Aaia\Chatbot\Conversations\Contacts\ContactService;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorRepository;
use Aaia\Chatbot\Language\ContactDetector;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/**
 * Actions of visitors on conversations: send a message, mark as read, erase.
 *
 * AnswerService does the same for the assistant, AgentService for agents, SupportService for requests for a person. Only services of
 * this room write conversations, messages and turns (static check "conversation-writers"). Each change is one short transaction
 * together with its event.
 */
final class ConversationService {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly VisitorRepository $visitors,
		private readonly ConversationRepository $conversations,
		private readonly MessageRepository $messages,
		private readonly TurnRepository $turns,
		private readonly TurnCanceller $turn_canceller,
		private readonly AnswerService $answers,
		private readonly SupportRequestRepository $requests,
		private readonly AttachmentService $attachments,
		private readonly ContactService $contacts,
	) {}

	/**
	 * Stores a visitor's message and opens its turn, in one transaction. Also opens the answer if the caller will write it now.
	 *
	 * The result is built from what was written, without reading it again. A message that was stored before, for instance by a parallel
	 * request, is found and not stored twice.
	 *
	 * @param ?int $answers_at_once Opens the answer while the site writes fewer answers than this; null leaves the turn queued.
	 *
	 * @throws ConversationNotFound When the conversation belongs to somebody else.
	 * @throws AttachmentRefused    When a file is not there, or not the visitor's; nothing was stored.
	 */
	public function receive( Visitor $visitor, IncomingMessage $message, ?int $answers_at_once = null ): ReceivedMessage {
		try {
			return $this->database->transaction( fn(): ReceivedMessage => $this->store( $visitor, $message, $answers_at_once ) );
		} catch ( DuplicateMessage ) {
			$known = $this->visitors->known( $visitor ) ?? $visitor;
			return $this->find_received( $known, $message ) ?? throw new ConversationNotFound();
		}
	}

	/** The stored message, turn and conversation of a message that was sent before; null when it is new. */
	public function find_received( Visitor $visitor, IncomingMessage $message ): ?ReceivedMessage {
		$turn = null === $visitor->id ? null : $this->turns->by_client_id( $visitor->id, $message->client_id );
		if ( null === $turn || ! $visitor->reaches( $turn->conversation_id ) ) {
			return null;
		}
		$conversation = $this->conversations->by_id( $turn->conversation_id );
		$question     = $this->messages->by_id( $turn->question_id );
		return null === $conversation || null === $question ? null : new ReceivedMessage( $conversation, $question, $turn, false );
	}

	/**
	 * The visitor's own conversation of that public id.
	 *
	 * @throws ConversationNotFound When it does not exist or belongs to somebody else.
	 */
	public function find_owned( Visitor $visitor, string $public_id ): Conversation {
		$conversation = null === $visitor->id ? null : $this->conversations->by_public_id( $public_id );
		return self::is_of( $conversation, $visitor ) ? $conversation : throw new ConversationNotFound();
	}

	/**
	 * Finds or starts the conversation of a request for a person, and stores the visitor's message. Opens no turn.
	 *
	 * @param string  $channel   Channel of a conversation that starts now.
	 * @param ?string $client_id The browser's id of the message; when it is sent again, the stored message is returned.
	 *
	 * @return array{conversation: Conversation, message: ?Message, is_new: bool} The message is null when the text is empty;
	 *         `is_new` is false when it was stored before.
	 *
	 * @throws ConversationNotFound When the conversation belongs to somebody else.
	 * @throws DuplicateMessage     When a parallel request stored the same message first; a second call finds it.
	 */
	public function open_for_support(
		Visitor $visitor,
		string $conversation_id,
		string $text,
		string $locale,
		string $page_url,
		string $page_title,
		string $channel = Conversation::WEB,
		?string $client_id = null
	): array {
		$incoming = new IncomingMessage( $conversation_id, '', $text, $locale, $page_url, $page_title );
		return $this->database->transaction(
			function () use ( $visitor, $conversation_id, $text, $locale, $incoming, $channel, $client_id ): array {
				$now          = $this->clock->now();
				$is_known     = null !== $visitor->id;
				$visitor      = $this->visitors->ensure( $visitor, $locale );
				$conversation = $this->find_or_start( $visitor, $incoming, $conversation_id, $now, $is_known, $channel );
				$message      = '' === $text || null === $client_id ? null : $this->messages->by_client_id( $conversation->id, null, $client_id );
				$is_new       = null === $message;
				if ( '' !== $text && $is_new ) {
					$message      = $this->add_message( $conversation, $text, $client_id, $now, true );
					$conversation = $this->show_in_lists( $conversation, $message->id, $text, $now, [] );
					$this->events->append( EventType::MessageReceived, $conversation->id, $message->id, [ 'handler' => $conversation->handler->value ] );
				}
				return [
					'conversation' => $conversation,
					'message'      => $message,
					'is_new'       => $is_new,
				];
			}
		);
	}

	/** Records that the visitor has seen everything up to this message. Repeated calls and older messages change nothing. */
	public function mark_read_by_visitor( Conversation $conversation, Message $message ): void {
		$this->database->transaction(
			function () use ( $conversation, $message ): void {
				if ( $this->conversations->read_by_visitor( $conversation->id, $message->id ) ) {
					$this->events->append( EventType::ConversationRead, $conversation->id, $message->id, [ 'by' => 'visitor' ] );
				}
			}
		);
	}

	/**
	 * Erases a conversation, all rows that belong to it, the files attached to it and the contact that was made from it alone. The event
	 * keeps its ids, so that the deletion can be verified, says who, and when it began and was last active, so that figures can be counted
	 * again.
	 *
	 * Files are deleted after the commit. The row of one that cannot be deleted stays, counts in remaining(), and is tried again.
	 *
	 * @param ?int                $agent_id Who erases it; null for the visitor.
	 * @param ?\Closure(): mixed $also     Done in the same transaction, when the conversation is locked; what it throws stops the deletion.
	 *
	 * @return array<string, int> Rows deleted by table.
	 */
	public function erase( Conversation $conversation, ?int $agent_id = null, ?\Closure $also = null ): array {
		$deleted = $this->database->transaction(
			function () use ( $conversation, $agent_id, $also ): array {
				$locked  = $this->conversations->lock( $conversation->id );
				$contact = $locked?->contact_id;
				null === $also || $also();
				$this->attachments->forget( $conversation->id );
				$deleted = $this->conversations->delete( $conversation->id );
				$who = null === $agent_id ? [ 'by' => 'visitor' ] : [ 'by' => 'agent', 'agent' => $agent_id ];
				$when = [
					'visitor' => $conversation->visitor_id,
					'began'   => $conversation->created_at->getTimestamp(),
					'active'  => ( $locked ?? $conversation )->last_activity_at->getTimestamp(),
				];
				$this->events->append(
					EventType::ConversationDeleted,
					$conversation->id,
					null,
					[ 'id' => $conversation->public_id ] + $who + $when,
				);
				if ( null !== $contact ) {
					$this->contacts->forget_if_left( $contact );
				}
				return $deleted;
			}
		);
		return $deleted + [ 'message_attachments' => $this->attachments->delete_erased( $conversation->id ) ];
	}

	/**
	 * Counts the rows that are left of a conversation.
	 *
	 * @return array<string, int> Rows by table.
	 */
	public function remaining( int $conversation_id ): array {
		return $this->conversations->remaining( $conversation_id );
	}

	/**
	 * Stores a message. Locks are always taken in this order: the conversation, the counter of running answers, turns.
	 *
	 * @throws DuplicateMessage  When a parallel request was faster.
	 * @throws AttachmentRefused
	 */
	private function store( Visitor $visitor, IncomingMessage $message, ?int $answers_at_once ): ReceivedMessage {
		$now          = $this->clock->now();
		$is_known     = null !== $visitor->id;
		$visitor      = $this->visitors->ensure( $visitor, $message->locale );
		$conversation = $this->conversation_for( $visitor, $message, $now, $is_known );
		$handler      = StatusMachine::handler_after_visitor_message( $conversation );
		// Answers of this conversation do not count: they are cancelled below.
		$opens = null !== $answers_at_once && Handler::Human !== $handler
			&& $this->turns->lock_counter_and_count_running( $now, $conversation->id ) < $answers_at_once;
		// A conversation without messages has no turns.
		foreach ( null === $conversation->last_message_id ? [] : $this->turns->live( $conversation->id ) as $older ) {
			$this->turn_canceller->cancel( $older, TurnState::Stopped );
		}
		$files    = $this->attachments->lock_for_message( $message->attachments, $conversation->id, null, $visitor->id );
		$question = $this->add_message( $conversation, $message->text, $message->client_id, $now, files: $files );
		$this->attachments->give_to_message( $files, $conversation->id, $question->id );
		$answer   = $opens ? $this->answers->add_empty( $question, $now ) : null;
		$lease    = $opens ? $this->answers->new_lease( $now ) : [];
		$turn     = $this->turns->add(
			$message->client_id,
			[
				'visitor_id'      => (int) $visitor->id,
				'conversation_id' => $conversation->id,
				'question_id'     => $question->id,
				'locale'          => $message->locale,
				'created_at'      => Time::to_database( $now ),
			]
			+ ( null === $answer ? [] : [ 'answer_id' => $answer->id ] + $lease )
			+ (
				Handler::Human === $handler
					? [ 'state' => TurnState::Done->value, 'ended_at' => Time::to_database( $now ) ]
					: [ 'state' => TurnState::Queued->value ]
			)
		) ?? throw new DuplicateMessage();
		$after = $this->note_message( $conversation, $handler, $question, $now );
		if ( null === $answer ) {
			return new ReceivedMessage( $after, $question, $turn, true );
		}
		$this->events->append( EventType::MessageStarted, $conversation->id, $answer->id );
		return new ReceivedMessage(
			$after,
			$question,
			$turn,
			true,
			new Lease( $turn, (string) $turn->lease_token, $after, $answer, $question, null === $conversation->last_message_id ),
		);
	}

	/** Updates the conversation after a visitor's message: status, handler, waiting time, lists. */
	private function note_message( Conversation $conversation, Handler $handler, Message $question, \DateTimeImmutable $now ): Conversation {
		$status  = StatusMachine::after_visitor_message( $conversation );
		$changes = [
			'status'        => $status->value,
			'active'        => 1,
			'archived_at'   => null,
			'handler'       => $handler->value,
			'resolved_at'   => null,
			'snoozed_until' => null,
		];
		if ( Status::Resolved === $conversation->status ) {
			$changes['person_requested'] = null;
		}
		if ( Handler::Human === $handler && null === $conversation->waiting_since ) {
			$changes['waiting_since'] = Time::to_database( $now );
		}
		$after = $this->show_in_lists( $conversation, $question->id, $question->text, $now, $changes );
		if ( $status !== $conversation->status || $conversation->archived ) {
			$this->events->append(
				EventType::StatusChanged,
				$conversation->id,
				null,
				[ 'from' => $conversation->status->value, 'to' => $status->value, 'by' => 'visitor' ],
			);
		}
		$this->events->append( EventType::MessageReceived, $conversation->id, $question->id, [ 'handler' => $handler->value ] );
		if ( null !== $after->person_requested ) {
			$this->note_address( $after, $question->text );
		}
		return $after;
	}

	/** The assistant asks a visitor who waits for a person to leave an address in the chat: it becomes that of the request, if it has none. */
	private function note_address( Conversation $conversation, string $text ): void {
		$email   = is_email( ContactDetector::emails( $text )[0] ?? '' );
		$request = false === $email ? null : $this->requests->newest( $conversation->id );
		if ( false === $email || null === $request || null !== $request->email ) {
			return;
		}
		$this->requests->set_contact_details( $request->id, $email, $request->name );
		$this->events->append(
			EventType::ConversationUpdated,
			$conversation->id,
			null,
			[ 'request' => $request->id, 'address' => SupportService::GIVEN ],
		);
		$this->contacts->note_request( $conversation, $email, $request->name );
	}

	/**
	 * @param bool             $without_turn The message opens no turn, so the message itself carries the key that keeps it from being stored
	 *                                       twice.
	 * @param list<Attachment> $files
	 */
	private function add_message(
		Conversation $conversation,
		string $text,
		?string $client_id,
		\DateTimeImmutable $now,
		bool $without_turn = false,
		array $files = []
	): Message {
		$data = [
			'public_id'       => Ids::random(),
			'conversation_id' => $conversation->id,
			'author_type'     => AuthorType::Visitor->value,
			'parts'           => Parts::with_attachments( $text, $files )->to_json(),
			'text'            => [] === $files ? $text : AttachmentService::text( $text, $files ),
			'created_at'      => Time::to_database( $now ),
		] + ( null === $client_id ? [] : [ 'client_id' => $client_id ] );
		return $without_turn && null !== $client_id ? $this->messages->create_once( $data ) : $this->messages->create( $data );
	}

	/**
	 * Shows a visitor's message in lists; unread when a person has to look.
	 *
	 * @param array<string, string|int|null> $changes Further columns to change.
	 */
	private function show_in_lists(
		Conversation $conversation,
		int $message_id,
		string $text,
		\DateTimeImmutable $now,
		array $changes,
	): Conversation {
		$after    = $conversation->with( $changes );
		$changes += [
			'unread'           => StatusMachine::needs_a_person( $after->status, $after->handler ) ? 1 : 0,
			'last_message_id'  => $message_id,
			'last_activity_at' => Time::to_database( $now ),
			'last_inbound_at'  => Time::to_database( $now ),
		] + Conversation::preview( Text::line( $text ), AuthorType::Visitor );
		$this->conversations->change( $conversation->id, $changes );
		return $conversation->with( $changes );
	}

	/**
	 * The conversation of a message, locked; starts one if there is none. A session from a mailed link never starts one: it continues its
	 * own, even if that was resolved long ago.
	 *
	 * @throws ConversationNotFound
	 */
	private function conversation_for( Visitor $visitor, IncomingMessage $message, \DateTimeImmutable $now, bool $is_known ): Conversation {
		$conversation = $this->find_or_start( $visitor, $message, $message->conversation ?? Ids::random(), $now, $is_known );
		return null === $visitor->invitation && StatusMachine::starts_new_conversation( $conversation, $now )
			? $this->find_or_start( $visitor, $message, Ids::random(), $now, $is_known )
			: $conversation;
	}

	/** @param bool $is_known Whether the visitor wrote before. */
	private function find_or_start(
		Visitor $visitor,
		IncomingMessage $message,
		string $public_id,
		\DateTimeImmutable $now,
		bool $is_known,
		string $channel = Conversation::WEB
	): Conversation {
		$added = null !== $visitor->invitation ? null : $this->conversations->add(
			[
				'public_id'        => $public_id,
				'visitor_id'       => (int) $visitor->id,
				'channel'          => $channel,
				'status'           => Status::Open->value,
				'handler'          => Handler::Assistant->value,
				'language'         => $message->locale,
				'page_url'         => mb_substr( $message->page_url, 0, 2000 ),
				'page_title'       => mb_substr( $message->page_title, 0, 300 ),
				'last_activity_at' => Time::to_database( $now ),
				'created_at'       => Time::to_database( $now ),
			]
		);
		if ( null !== $added ) {
			$this->events->append( EventType::ConversationStarted, $added->id, null, [ 'channel' => $channel ] );
			return $is_known ? $this->contacts->link_to_known( $added ) : $added;
		}
		$conversation = $this->conversations->lock_by_public_id( $public_id );
		return self::is_of( $conversation, $visitor ) ? $conversation : throw new ConversationNotFound();
	}

	/** @phpstan-assert-if-true Conversation $conversation */
	private static function is_of( ?Conversation $conversation, Visitor $visitor ): bool {
		return null !== $conversation && $conversation->visitor_id === $visitor->id && $visitor->reaches( $conversation->id );
	}
}
