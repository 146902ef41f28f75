<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Inbox\MessageView;

/** PUT /conversations/{id}/messages/{message}/rating: an agent edits the rating of an answer, or takes it back with null. */
final class SetRating extends ConversationRoute {

	public function __construct( Desk $desk, private readonly RatingService $ratings ) {
		parent::__construct( $desk );
	}

	public function method(): string {
		return 'PUT';
	}

	public function path(): string {
		return '/conversations/{id}/messages/{message}/rating';
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'value'   => Schema::enum( 'up', 'down' )->nullable(),
				'comment' => Schema::text( 1000 )->optional(),
			]
		);
	}

	public function answer(): Schema {
		return MessageView::schema();
	}

	protected function on( Conversation $conversation, \WP_REST_Request $request, Input $input ): RouteResult {
		$message = $this->desk->messages->by_public_id( $conversation->id, $this->from_path( $request, 'message' ) );
		if ( null === $message ) {
			return RouteResult::not_found();
		}
		$value = $input->text( 'value' );
		$this->ratings->rate( $message, 'up' === $value || 'down' === $value ? $value : null, $input->text( 'comment' ), get_current_user_id() );
		$rated = $this->desk->messages->by_id( $message->id );
		return null === $rated ? RouteResult::not_found() : RouteResult::ok( $this->desk->message_view->one( $rated ) );
	}
}
