<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;

/** DELETE /conversations/{id}: erases it with all that hangs on it, and counts anew what is left in every table. */
final class DeleteConversation extends ConversationRoute {

	public function __construct( Desk $desk, private readonly ConversationService $service ) {
		parent::__construct( $desk );
	}

	public function method(): string {
		return 'DELETE';
	}

	public function path(): string {
		return '/conversations/{id}';
	}

	public function capability(): Capability {
		return Capability::Delete;
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'deleted'   => Schema::map_of( Schema::int() ),
				'remaining' => Schema::map_of( Schema::int() ),
			]
		)->named( 'Deletion' );
	}

	protected function on( Conversation $conversation, \WP_REST_Request $request, Input $input ): RouteResult {
		$deleted = $this->service->erase( $conversation );
		return RouteResult::ok(
			[
				'deleted'   => $deleted,
				'remaining' => $this->service->remaining( $conversation->id ),
			]
		);
	}
}
