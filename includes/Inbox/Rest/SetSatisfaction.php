<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;

/** PUT /conversations/{id}/satisfaction: an agent edits the score of a conversation, or takes it back with null. */
final class SetSatisfaction extends ConversationRoute {

	public function __construct( Desk $desk, private readonly RatingService $ratings ) {
		parent::__construct( $desk );
	}

	public function method(): string {
		return 'PUT';
	}

	public function path(): string {
		return '/conversations/{id}/satisfaction';
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'score'   => Schema::int( 1, 5 )->nullable(),
				'comment' => Schema::text( 1000 )->optional(),
			]
		);
	}

	public function answer(): Schema {
		return Schema::closed( [ 'saved' => Schema::bool() ] );
	}

	protected function on( Conversation $conversation, \WP_REST_Request $request, Input $input ): RouteResult {
		$this->ratings->score( $conversation->id, $input->int( 'score' ) ?: null, $input->text( 'comment' ), get_current_user_id() );
		return RouteResult::ok( [ 'saved' => true ] );
	}
}
