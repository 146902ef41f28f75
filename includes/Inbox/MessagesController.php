<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\Attachments\AttachmentLimits;
use Aaia\Chatbot\Conversations\Attachments\AttachmentRefused;
use Aaia\Chatbot\Conversations\Attachments\AttachmentResponse;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\ReplyConflict;
use Aaia\Chatbot\Conversations\ReviewService;
use Aaia\Chatbot\Conversations\Verdict;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryRepository;
use Aaia\Chatbot\Mail\DeliveryService;
use Aaia\Chatbot\Realtime\Presence;

/** Messages of a conversation for staff, private notes included. */
final class MessagesController extends StaffController {

	private const PER_PAGE = 50;

	/** Characters. */
	public const MAX_TEXT = 10_000;

	/** Most messages from the newest back to `until`, and how many before it are added. */
	private const UNTIL = 500;

	private const BEFORE_UNTIL = 5;

	/** Most colleagues named in one note. */
	private const MENTIONS = 20;

	/** Most newer messages in a 409 answer. */
	private const NEWER = 20;

	public static function routes(): array {
		return [
			Operation::get( '/conversations/{id}/messages', 'list', Capability::View )
				->takes( Schema::closed( [
					'before'   => Schema::id()->optional(),
					'until'    => Schema::id()->optional(),
					'per_page' => Schema::int( 1, 100 )->optional(),
				] ) )
				->answers( Schema::closed( [
					'conversation' => ConversationResource::schema(),
					'items'        => Schema::list_of( MessageResource::schema() ),
					'activity'     => Schema::list_of( ThreadActivity::schema() ),
					'earlier'      => Schema::bool(),
					'new'          => Schema::closed( [ 'from' => Schema::string(), 'count' => Schema::int() ] )->named( 'StaffNew' )->nullable(),
				] )->named( 'StaffThread' ) ),
			Operation::get( '/conversations/{id}/handover', 'handover_note', Capability::View )->answers( HandoverNote::schema() ),
			Operation::post( '/conversations/{id}/messages', 'send', Capability::Reply )
				->takes( Schema::closed( [
					'id'           => Schema::id()->optional(),
					'text'         => Schema::text( self::MAX_TEXT ),
					'private'      => Schema::bool()->optional(),
					'seen_message' => Schema::id()->optional(),
					'mentions'     => Schema::list_of( Schema::int( 1 ), self::MENTIONS )->optional(),
					'attachments'  => Schema::list_of( Schema::id(), AttachmentLimits::PER_MESSAGE )->optional(),
				] ) )
				->answers( Schema::closed( [
					'message'      => MessageResource::schema(),
					'conversation' => ConversationResource::schema(),
				] )->named( 'StaffReply' ) )
				->named( 'SendMessage' ),
			Operation::get( '/conversations/{id}/colleagues', 'colleagues', Capability::Reply )
				->takes( Schema::closed( [ 'search' => Schema::text( 60 )->optional() ] ) )
				->answers( Schema::closed( [
					'items' => Schema::list_of( Schema::closed( [ 'id' => Schema::int(), 'name' => Schema::string() ] )->named( 'StaffColleague' ) ),
				] )->named( 'StaffColleagues' ) ),
			Operation::put( '/conversations/{id}/messages/{message}/rating', 'rate', Capability::Reply )
				->takes( Schema::closed( [
					'value'   => Schema::enum( 'up', 'down' )->nullable(),
					'comment' => Schema::text( 1000 )->optional(),
				] ) )
				->answers( MessageResource::schema() )
				->named( 'SetRating' ),
			Operation::put( '/conversations/{id}/messages/{message}/review', 'review', Capability::Reply )
				->takes( Schema::closed( [
					'verdict' => Schema::enum( ...array_column( Verdict::cases(), 'value' ) )->nullable(),
					'note'    => Schema::text( ReviewService::NOTE )->optional(),
				] ) )
				->answers( MessageResource::schema() )
				->named( 'Review' ),
			Operation::post( '/conversations/{id}/messages/{message}/mail', 'mail_again', Capability::Reply )
				->answers( MessageResource::schema() )
				->named( 'MailAgain' ),
		];
	}

	public function __construct(
		private readonly ConversationFinder $finder,
		private readonly AgentService $service,
		private readonly MessageRepository $messages,
		private readonly RatingService $ratings,
		private readonly ReviewService $reviews,
		private readonly Presence $presence,
		private readonly ConversationResource $conversations,
		private readonly MessageResource $resource,
		private readonly DeliveryRepository $deliveries,
		private readonly DeliveryService $mails,
		private readonly ThreadActivity $activity,
		private readonly HandoverNote $note,
		private readonly AgentNames $agents,
		private readonly FirstUnread $unread,
		private readonly ConversationAccess $access,
	) {}

	/**
	 * Messages of a conversation, oldest first: the newest 50, or those before a message. With `until`, from the newest back to that one and
	 * a few before it, at most 500. `new`, of the newest messages of an unread conversation: what nobody has read yet.
	 */
	public function list( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->finder->find( $this->in_path( $request, 'id' ) );
		$before       = null;
		$until        = null;
		if ( $input->has( 'before' ) ) {
			$message = $this->messages->by_public_id( $conversation->id, $input->text( 'before' ) );
			if ( null === $message ) {
				return RouteResult::not_found();
			}
			$before = $message->id;
			$until  = $message->created_at;
		}
		$limit = $input->int( 'per_page', self::PER_PAGE );
		if ( $input->has( 'until' ) ) {
			$message = $this->messages->by_public_id( $conversation->id, $input->text( 'until' ) );
			$since   = null === $message ? 0 : $this->messages->count_from( $conversation->id, $message->id, self::UNTIL );
			$limit   = max( $limit, min( self::UNTIL, $since + self::BEFORE_UNTIL ) );
		}
		$messages = $this->messages->thread( $conversation->id, $limit + 1, true, $before );
		$shown    = array_slice( $messages, -$limit );
		$earlier  = count( $messages ) > $limit;
		$since    = $earlier ? $shown[0]->created_at : null;
		$wire     = $this->conversations->one( $conversation );
		return RouteResult::ok(
			[
				'conversation' => $wire,
				'items'        => $this->resource->several( $shown ),
				'activity'     => $this->activity->between( $conversation->id, $since, $until ),
				'earlier'      => $earlier,
				'new'          => $wire['unread'] && null === $before ? $this->unread->of( $conversation->id, get_current_user_id() ) : null,
			]
		);
	}

	/** What an agent should know before answering a request for a person. 404 when nobody asked for one. */
	public function handover_note( Input $input, \WP_REST_Request $request ): RouteResult {
		$note = $this->note->of( $this->finder->find( $this->in_path( $request, 'id' ) ) );
		return null === $note ? RouteResult::not_found() : RouteResult::ok( $note );
	}

	/**
	 * A reply, which takes the conversation over, or a private note, which can name colleagues: `mentions` are users who may read the
	 * conversation. `attachments` are files that its author uploaded; they can stand alone.
	 *
	 * The same `id` is never stored twice. Answers 409 with the newer messages when a public message is newer than `seen_message`.
	 */
	public function send( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->finder->find( $this->in_path( $request, 'id' ), Capability::Reply );
		$text         = $input->text( 'text' );
		$attachments  = $input->lines( 'attachments' );
		if ( '' === $text && [] === $attachments ) {
			return RouteResult::problem( 400, 'aaia_empty', __( 'Write a message first.', 'aaia-chatbot' ) );
		}
		$agent    = get_current_user_id();
		$seen     = $input->optional( 'seen_message' );
		$private  = $input->bool( 'private' );
		$mentions = self::mentions( $input );
		foreach ( $mentions as $user_id ) {
			$user = get_userdata( $user_id );
			if ( ! $private || ! $user instanceof \WP_User || ! $this->access->may_read( $user, $conversation ) ) {
				$words = __( 'Only colleagues who may see this conversation can be mentioned, in private notes.', 'aaia-chatbot' );
				return RouteResult::problem( 400, 'aaia_not_a_colleague', $words );
			}
		}
		try {
			$message = $this->service
				->reply( $conversation->id, $agent, $text, $private, $input->optional( 'id' ), $seen, $mentions, $attachments );
		} catch ( ReplyConflict ) {
			return $this->conflict( $conversation, (string) $seen );
		} catch ( AttachmentRefused $refused ) {
			return AttachmentResponse::problem( $refused );
		}
		$this->presence->clear( $conversation->id, Presence::agent( $agent ), Presence::TYPING );
		return RouteResult::created(
			[
				'message'      => $this->resource->one( $message ),
				'conversation' => $this->conversations->one( $this->finder->find( $conversation->public_id ) ),
			]
		);
	}

	/** Whom a private note in this conversation can name; `search` is a part of a name. */
	public function colleagues( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->finder->find( $this->in_path( $request, 'id' ), Capability::Reply );
		return RouteResult::ok( [ 'items' => $this->agents->readers( $conversation, $input->line( 'search' ) ) ] );
	}

	/** Changes the rating of an answer; null removes it. */
	public function rate( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->finder->find( $this->in_path( $request, 'id' ), Capability::Reply );
		$message      = $this->messages->by_public_id( $conversation->id, $this->in_path( $request, 'message' ) );
		if ( null === $message ) {
			return RouteResult::not_found();
		}
		$value = $input->text( 'value' );
		$this->ratings->rate( $message, 'up' === $value || 'down' === $value ? $value : null, $input->text( 'comment' ), get_current_user_id() );
		$rated = $this->messages->by_id( $message->id );
		return null === $rated ? RouteResult::not_found() : RouteResult::ok( $this->resource->one( $rated ) );
	}

	/** Judges an answer of the assistant; null takes the verdict back. An incomplete one needs a note: what is missing. */
	public function review( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->finder->find( $this->in_path( $request, 'id' ), Capability::Reply );
		$message      = $this->messages->by_public_id( $conversation->id, $this->in_path( $request, 'message' ) );
		if ( null === $message || AuthorType::Assistant !== $message->author || Generation::Streaming === $message->generation ) {
			return RouteResult::not_found();
		}
		$verdict = Verdict::tryFrom( $input->text( 'verdict' ) );
		if ( Verdict::Incomplete === $verdict && '' === $input->text( 'note' ) ) {
			return RouteResult::problem( 400, 'aaia_what_is_missing', __( 'Say what is missing.', 'aaia-chatbot' ) );
		}
		$this->reviews->review( $message, $verdict, $input->text( 'note' ), get_current_user_id() );
		return RouteResult::ok( $this->resource->one( $message ) );
	}

	/** Tries the mail of a reply again at once, when it could not be sent. Answers 409 when it was sent or is being sent. */
	public function mail_again( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->finder->find( $this->in_path( $request, 'id' ), Capability::Reply );
		$message      = $this->messages->by_public_id( $conversation->id, $this->in_path( $request, 'message' ) );
		$delivery     = null === $message ? null : $this->deliveries->by_causes( Delivery::REPLY, [ $message->id ] )[ $message->id ] ?? null;
		if ( null === $message || null === $delivery ) {
			return RouteResult::not_found();
		}
		if ( ! $this->mails->retry( $delivery ) ) {
			$words = __( 'This was sent already, or is being sent at this moment.', 'aaia-chatbot' );
			return RouteResult::problem( 409, 'aaia_already_sent', $words );
		}
		return RouteResult::accepted( $this->resource->one( $message ) );
	}

	/** @return list<int> Each once, without the current user. */
	private static function mentions( Input $input ): array {
		$ids = $input->all()['mentions'] ?? [];
		$ids = is_array( $ids ) ? array_map( 'intval', array_filter( $ids, 'is_numeric' ) ) : [];
		return array_values( array_diff( array_unique( $ids ), [ get_current_user_id() ] ) );
	}

	private function conflict( Conversation $conversation, string $seen ): RouteResult {
		$thread = $this->messages->thread( $conversation->id, self::NEWER, false );
		$seen   = $this->messages->by_public_id( $conversation->id, $seen );
		$newer  = array_values( array_filter( $thread, static fn( Message $message ): bool => null === $seen || $message->id > $seen->id ) );
		return RouteResult::problem(
			409,
			'aaia_newer_message',
			__( 'A new message came in. Read it, then send yours again.', 'aaia-chatbot' ),
			[ 'messages' => $this->resource->several( $newer ) ]
		);
	}
}
