<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Channels\Web\UiMessages;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorGate;
use Aaia\Chatbot\Realtime\VisitorFeed;

/** GET /chat/{id}/messages: the newest messages, or with `after` what changed since. */
final class ReadHistory extends ConversationRoute {

	/** Messages of one page. */
	private const PAGE = 50;

	public function __construct(
		VisitorGate $gate,
		ConversationService $conversations,
		private readonly MessageRepository $messages,
		private readonly VisitorFeed $feed,
		private readonly Cursor $cursor,
		private readonly UiMessages $ui,
	) {
		parent::__construct( $gate, $conversations );
	}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/chat/{id}/messages';
	}

	public function schema(): Schema {
		return Schema::closed( [ 'after' => Schema::text( 200 )->optional() ] );
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'conversation' => UiMessages::conversation_schema(),
				'items'        => Schema::list_of( UiMessages::message_schema() ),
				'cursor'       => Schema::string(),
			]
		);
	}

	protected function act(): string {
		return 'read';
	}

	protected function about( Conversation $conversation, Visitor $visitor, \WP_REST_Request $request, Input $input ): RouteResult {
		$now   = $this->feed->place_now();
		$after = $input->optional( 'after' );
		$items = $this->messages->thread( $conversation->id, self::PAGE, false );
		if ( null !== $after ) {
			$place   = $this->cursor->open( $after, $visitor->public_id );
			$changed = null === $place ? null : $this->feed->after( (int) $visitor->id, $place );
			if ( null === $changed ) {
				return RouteResult::problem( 410, 'aaia_cursor_expired', __( 'This place in the conversation is too old. Load it again from the start.', 'aaia-chatbot' ) );
			}
			$now   = $changed['place'];
			$items = array_values( array_filter( $this->messages->several( $changed['messages'] ), static fn( Message $message ): bool => $message->conversation_id === $conversation->id && ! $message->private ) );
		}
		return RouteResult::ok(
			[
				'conversation' => $this->ui->conversation( $conversation ),
				'items'        => array_map( fn( Message $message ): array => $this->ui->message( $message, $conversation->public_id ), $items ),
				'cursor'       => $this->cursor->seal( $now, $visitor->public_id ),
			]
		);
	}
}
