<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorGate;
use Aaia\Chatbot\Realtime\Presence;

/** POST /chat/{id}/typing: the visitor is typing; staff see it for a few seconds. */
final class ShowTyping extends ConversationRoute {

	public function __construct(
		VisitorGate $gate,
		ConversationService $conversations,
		private readonly Presence $presence,
	) {
		parent::__construct( $gate, $conversations );
	}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/chat/{id}/typing';
	}

	public function answer(): Schema {
		return Schema::closed( [ 'saved' => Schema::bool() ] );
	}

	protected function act(): string {
		return 'typing';
	}

	protected function about( Conversation $conversation, Visitor $visitor, \WP_REST_Request $request, Input $input ): RouteResult {
		$this->presence->note( $conversation->id, Presence::visitor(), Presence::TYPING );
		return RouteResult::ok( [ 'saved' => true ] );
	}
}
