<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorGate;

/** PUT /chat/{id}/satisfaction: what the visitor thinks of the whole conversation, 1 to 5. */
final class ScoreConversation extends ConversationRoute {

	public function __construct(
		VisitorGate $gate,
		ConversationService $conversations,
		private readonly RatingService $ratings,
	) {
		parent::__construct( $gate, $conversations );
	}

	public function method(): string {
		return 'PUT';
	}

	public function path(): string {
		return '/chat/{id}/satisfaction';
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'score'   => Schema::int( 1, 5 ),
				'comment' => Schema::text( 1000 )->optional(),
			]
		);
	}

	public function answer(): Schema {
		return Schema::closed( [ 'saved' => Schema::bool() ] );
	}

	protected function act(): string {
		return 'rating';
	}

	protected function about( Conversation $conversation, Visitor $visitor, \WP_REST_Request $request, Input $input ): RouteResult {
		$this->ratings->score( $conversation->id, $input->int( 'score' ), $input->text( 'comment' ) );
		return RouteResult::ok( [ 'saved' => true ] );
	}
}
