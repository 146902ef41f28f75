<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorGate;

/** PUT /chat/{id}/read: the visitor has seen everything up to a message. */
final class MarkRead extends ConversationRoute {

	public function __construct(
		VisitorGate $gate,
		ConversationService $conversations,
		private readonly MessageRepository $messages,
	) {
		parent::__construct( $gate, $conversations );
	}

	public function method(): string {
		return 'PUT';
	}

	public function path(): string {
		return '/chat/{id}/read';
	}

	public function schema(): Schema {
		return Schema::closed( [ 'message' => Schema::id() ] );
	}

	public function answer(): Schema {
		return Schema::closed( [ 'saved' => Schema::bool() ] );
	}

	protected function act(): string {
		return 'read';
	}

	protected function about( Conversation $conversation, Visitor $visitor, \WP_REST_Request $request, Input $input ): RouteResult {
		$message = $this->messages->by_public_id( $conversation->id, $input->text( 'message' ) );
		if ( null === $message || $message->private ) {
			return RouteResult::not_found();
		}
		$this->conversations->mark_read_by_visitor( $conversation, $message );
		return RouteResult::ok( [ 'saved' => true ] );
	}
}
