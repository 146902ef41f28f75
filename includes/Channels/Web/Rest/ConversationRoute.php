<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\NotYours;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorGate;
use Aaia\Chatbot\Http\VisitorRoute;

/** A route about one conversation of the visitor's own; anybody else's is 404. */
abstract class ConversationRoute extends VisitorRoute {

	public function __construct(
		VisitorGate $gate,
		protected readonly ConversationService $conversations,
	) {
		parent::__construct( $gate );
	}

	/** @throws NotYours Answered with 404. */
	abstract protected function about( Conversation $conversation, Visitor $visitor, \WP_REST_Request $request, Input $input ): RouteResult;

	final protected function handle( Visitor $visitor, \WP_REST_Request $request, Input $input ): RouteResult {
		$conversation = $this->conversations->owned( $visitor, $this->in_path( $request, 'id' ) );
		if ( null === $conversation ) {
			return RouteResult::not_found();
		}
		try {
			return $this->about( $conversation, $visitor, $request, $input );
		} catch ( NotYours ) {
			return RouteResult::not_found();
		}
	}
}
