<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;

/** A route about how one message came about: finds it in its conversation. Questions are not found: nobody but their visitor made them. */
abstract class MetricsRoute extends ConversationRoute {

	/** What follows `/conversations/{id}/messages/{message}/`. */
	abstract protected function name(): string;

	/** Answers for a message that the user may look at. */
	abstract protected function about( Message $message, Conversation $conversation ): RouteResult;

	public function method(): string {
		return 'GET';
	}

	final public function path(): string {
		return '/conversations/{id}/messages/{message}/' . $this->name();
	}

	final public function capability(): Capability {
		return Capability::View;
	}

	final protected function on( Conversation $conversation, \WP_REST_Request $request, Input $input ): RouteResult {
		$message = $this->desk->messages->by_public_id( $conversation->id, $this->from_path( $request, 'message' ) );
		return null === $message || AuthorType::Visitor === $message->author ? RouteResult::not_found() : $this->about( $message, $conversation );
	}
}
