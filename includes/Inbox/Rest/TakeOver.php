<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Inbox\ConversationView;

/** POST /conversations/{id}/takeover: the current user answers from now on; the assistant falls silent at once. */
final class TakeOver extends ConversationRoute {

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/conversations/{id}/takeover';
	}

	public function answer(): Schema {
		return ConversationView::schema();
	}

	protected function on( Conversation $conversation, \WP_REST_Request $request, Input $input ): RouteResult {
		$this->desk->service->take_over( $conversation->id, get_current_user_id() );
		return $this->shown( $conversation );
	}
}
