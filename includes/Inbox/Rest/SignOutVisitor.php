<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\VisitorRepository;
use Aaia\Chatbot\Inbox\ConversationView;

/**
 * POST /conversations/{id}/sign-out: every token of the conversation's visitor is worth nothing from now on.
 *
 * The visitor's browsers begin as strangers and see none of the visitor's conversations. A private note tells other agents why answers
 * do not arrive any more.
 */
final class SignOutVisitor extends ConversationRoute {

	public function __construct( Desk $desk, private readonly VisitorRepository $visitors ) {
		parent::__construct( $desk );
	}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/conversations/{id}/sign-out';
	}

	public function answer(): Schema {
		return ConversationView::schema();
	}

	protected function on( Conversation $conversation, \WP_REST_Request $request, Input $input ): RouteResult {
		if ( null === $conversation->visitor_id ) {
			return RouteResult::problem( 409, 'aaia_no_visitor', __( 'This conversation did not begin in the chat: there is nobody to sign out.', 'aaia-chatbot' ) );
		}
		$this->visitors->revoke_all( $conversation->visitor_id );
		$this->desk->service->reply( $conversation->id, get_current_user_id(), __( 'I signed this visitor out. Their browser does not show this conversation any more, so answers here do not reach them.', 'aaia-chatbot' ), true, null, null );
		return $this->shown( $conversation );
	}
}
