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

/** GET /conversations/{id}: one conversation. */
final class ShowConversation extends ConversationRoute {

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/conversations/{id}';
	}

	public function capability(): Capability {
		return Capability::View;
	}

	public function answer(): Schema {
		return ConversationView::schema();
	}

	protected function on( Conversation $conversation, \WP_REST_Request $request, Input $input ): RouteResult {
		return $this->shown( $conversation );
	}
}
