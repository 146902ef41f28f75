<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Inbox\ConversationView;

/** POST /conversations/{id}/release: hands the conversation back to the assistant. */
final class Release extends ConversationRoute {

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/conversations/{id}/release';
	}

	public function answer(): Schema {
		return ConversationView::schema();
	}

	protected function on( Conversation $conversation, \WP_REST_Request $request, Input $input ): RouteResult {
		$this->desk->service->release( $conversation->id );
		return $this->shown( $conversation );
	}
}
