<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Realtime\Presence;

/** POST /conversations/{id}/typing: the current user types, or looks, right now. Says so to the others for a few seconds. */
final class NoteTyping extends ConversationRoute {

	public function __construct( Desk $desk, private readonly Presence $presence ) {
		parent::__construct( $desk );
	}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/conversations/{id}/typing';
	}

	public function capability(): Capability {
		return Capability::View;
	}

	public function schema(): Schema {
		return Schema::closed( [ 'activity' => Schema::enum( 'typing', 'viewing' )->optional() ] );
	}

	public function answer(): Schema {
		return Schema::closed( [ 'saved' => Schema::bool() ] );
	}

	protected function on( Conversation $conversation, \WP_REST_Request $request, Input $input ): RouteResult {
		$this->presence->note( $conversation->id, Presence::agent( get_current_user_id() ), Presence::VIEWING === $input->text( 'activity' ) ? Presence::VIEWING : Presence::TYPING );
		return RouteResult::ok( [ 'saved' => true ] );
	}
}
