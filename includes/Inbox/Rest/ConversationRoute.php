<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\NotYours;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\StaffRoute;

/** A route about one conversation: finds it, or answers 404 for what does not exist and for what the user may not see alike. */
abstract class ConversationRoute extends StaffRoute {

	public function __construct( protected readonly Desk $desk ) {}

	public function capability(): Capability {
		return Capability::Reply;
	}

	/** Answers for a conversation the user may act on. @throws NotYours When it vanished meanwhile. */
	abstract protected function on( Conversation $conversation, \WP_REST_Request $request, Input $input ): RouteResult;

	final protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$conversation = $this->desk->find( $this->from_path( $request, 'id' ), $this->capability() );
		if ( null === $conversation ) {
			return RouteResult::not_found();
		}
		try {
			return $this->on( $conversation, $request, $input );
		} catch ( NotYours ) {
			return RouteResult::not_found();
		}
	}

	/** An id out of the path itself: a key of the body or the query may have the same name. */
	final protected function from_path( \WP_REST_Request $request, string $name ): string {
		$value = $request->get_url_params()[ $name ] ?? '';
		return is_string( $value ) ? $value : '';
	}

	/** The conversation as it is now. */
	final protected function shown( Conversation $conversation ): RouteResult {
		$now = $this->desk->find( $conversation->public_id );
		return null === $now ? RouteResult::not_found() : RouteResult::ok( $this->desk->conversations->one( $now ) );
	}
}
