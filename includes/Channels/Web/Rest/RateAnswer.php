<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorGate;

/** PUT /chat/{id}/messages/{message}/rating: thumbs up or down, with a word; null takes it back. */
final class RateAnswer extends ConversationRoute {

	public function __construct(
		VisitorGate $gate,
		ConversationService $conversations,
		private readonly MessageRepository $messages,
		private readonly RatingService $ratings,
	) {
		parent::__construct( $gate, $conversations );
	}

	public function method(): string {
		return 'PUT';
	}

	public function path(): string {
		return '/chat/{id}/messages/{message}/rating';
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
		return Schema::closed( [ 'saved' => Schema::bool() ] );
	}

	protected function act(): string {
		return 'rating';
	}

	protected function about( Conversation $conversation, Visitor $visitor, \WP_REST_Request $request, Input $input ): RouteResult {
		$message = $this->messages->by_public_id( $conversation->id, $this->in_path( $request, 'message' ) );
		if ( null === $message || $message->private || AuthorType::Visitor === $message->author ) {
			return RouteResult::not_found();
		}
		$value = $input->optional( 'value' );
		$this->ratings->rate( $message, 'up' === $value || 'down' === $value ? $value : null, $input->text( 'comment' ) );
		return RouteResult::ok( [ 'saved' => true ] );
	}
}
