<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Inbox\ConversationView;
use Aaia\Chatbot\Inbox\MessageView;

/** GET /conversations/{id}/messages: a thread, oldest first: the newest 50, or those before a message. Private notes included. */
final class ListMessages extends ConversationRoute {

	private const PER_PAGE = 50;

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/conversations/{id}/messages';
	}

	public function capability(): Capability {
		return Capability::View;
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'before'   => Schema::id()->optional(),
				'per_page' => Schema::int( 1, 100 )->optional(),
			]
		);
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'conversation' => ConversationView::schema(),
				'items'        => Schema::list_of( MessageView::schema() ),
				'earlier'      => Schema::bool(),
			]
		)->named( 'StaffThread' );
	}

	protected function on( Conversation $conversation, \WP_REST_Request $request, Input $input ): RouteResult {
		$before = null;
		if ( $input->has( 'before' ) ) {
			$message = $this->desk->messages->by_public_id( $conversation->id, $input->text( 'before' ) );
			if ( null === $message ) {
				return RouteResult::not_found();
			}
			$before = $message->id;
		}
		$limit    = $input->int( 'per_page', self::PER_PAGE );
		$messages = $this->desk->messages->thread( $conversation->id, $limit + 1, true, $before );
		return RouteResult::ok(
			[
				'conversation' => $this->desk->conversations->one( $conversation ),
				'items'        => $this->desk->message_view->several( array_slice( $messages, -$limit ) ),
				'earlier'      => count( $messages ) > $limit,
			]
		);
	}
}
