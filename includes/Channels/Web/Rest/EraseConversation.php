<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\Visitor;

/** DELETE /chat/{id}: the visitor erases the conversation, for everybody and for ever. */
final class EraseConversation extends ConversationRoute {

	public function method(): string {
		return 'DELETE';
	}

	public function path(): string {
		return '/chat/{id}';
	}

	public function answer(): Schema {
		return Schema::closed( [ 'deleted' => Schema::bool() ] );
	}

	protected function act(): string {
		return 'erase';
	}

	protected function about( Conversation $conversation, Visitor $visitor, \WP_REST_Request $request, Input $input ): RouteResult {
		$this->conversations->erase( $conversation );
		return RouteResult::ok( [ 'deleted' => 0 === array_sum( $this->conversations->remaining( $conversation->id ) ) ] );
	}
}
