<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Inbox\ConversationView;

/** PUT /conversations/{id}/read: an agent has looked; no longer unread. */
final class MarkRead extends ConversationRoute {

	public function method(): string {
		return 'PUT';
	}

	public function path(): string {
		return '/conversations/{id}/read';
	}

	public function answer(): Schema {
		return ConversationView::schema();
	}

	protected function on( Conversation $conversation, \WP_REST_Request $request, Input $input ): RouteResult {
		$this->desk->service->mark_read( $conversation->id );
		return $this->shown( $conversation );
	}
}
