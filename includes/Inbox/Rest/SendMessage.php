<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\NewerMessage;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Inbox\ConversationView;
use Aaia\Chatbot\Inbox\MessageView;
use Aaia\Chatbot\Realtime\Presence;

/**
 * POST /conversations/{id}/messages: a reply, which takes the conversation over, or a private note.
 *
 * The same `id` is never stored twice. 409 when `seen_message` is given and a newer public message exists; the newer ones come along.
 */
final class SendMessage extends ConversationRoute {

	/** Characters. */
	private const MAX_TEXT = 10_000;

	/** Newer messages shown with a 409. */
	private const NEWER = 20;

	public function __construct( Desk $desk, private readonly Presence $presence ) {
		parent::__construct( $desk );
	}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/conversations/{id}/messages';
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'id'           => Schema::id()->optional(),
				'text'         => Schema::text( self::MAX_TEXT ),
				'private'      => Schema::bool()->optional(),
				'seen_message' => Schema::id()->optional(),
			]
		);
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'message'      => MessageView::schema(),
				'conversation' => ConversationView::schema(),
			]
		)->named( 'StaffReply' );
	}

	protected function on( Conversation $conversation, \WP_REST_Request $request, Input $input ): RouteResult {
		$text = $input->text( 'text' );
		if ( '' === $text ) {
			return RouteResult::problem( 400, 'aaia_empty', __( 'Type a message first.', 'aaia-chatbot' ) );
		}
		$agent = get_current_user_id();
		try {
			$message = $this->desk->service->reply( $conversation->id, $agent, $text, $input->bool( 'private' ), $input->optional( 'id' ), $input->optional( 'seen_message' ) );
		} catch ( NewerMessage ) {
			return $this->conflict( $conversation, $input->text( 'seen_message' ) );
		}
		$this->presence->clear( $conversation->id, Presence::agent( $agent ), Presence::TYPING );
		$now = $this->desk->find( $conversation->public_id );
		return null === $now ? RouteResult::not_found() : RouteResult::created(
			[
				'message'      => $this->desk->message_view->one( $message ),
				'conversation' => $this->desk->conversations->one( $now ),
			]
		);
	}

	private function conflict( Conversation $conversation, string $seen ): RouteResult {
		$thread = $this->desk->messages->thread( $conversation->id, self::NEWER, false );
		$seen   = $this->desk->messages->by_public_id( $conversation->id, $seen );
		$newer  = array_values( array_filter( $thread, static fn( Message $message ): bool => null === $seen || $message->id > $seen->id ) );
		return RouteResult::problem(
			409,
			'aaia_newer_message',
			__( 'Somebody wrote meanwhile. Read the new message, then send yours again.', 'aaia-chatbot' ),
			[ 'messages' => $this->desk->message_view->several( $newer ) ]
		);
	}
}
