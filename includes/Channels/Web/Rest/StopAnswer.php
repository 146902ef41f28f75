<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorGate;

/** POST /chat/{id}/stop: the answer that is being written stops at its next words. */
final class StopAnswer extends ConversationRoute {

	public function __construct(
		VisitorGate $gate,
		ConversationService $conversations,
		private readonly AnswerService $answers,
	) {
		parent::__construct( $gate, $conversations );
	}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/chat/{id}/stop';
	}

	public function answer(): Schema {
		return Schema::closed( [ 'stopped' => Schema::bool() ] );
	}

	protected function act(): string {
		return 'stop';
	}

	protected function about( Conversation $conversation, Visitor $visitor, \WP_REST_Request $request, Input $input ): RouteResult {
		return RouteResult::ok( [ 'stopped' => $this->answers->request_stop( $conversation ) ] );
	}
}
