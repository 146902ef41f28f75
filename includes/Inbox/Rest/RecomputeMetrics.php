<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

use Aaia\Chatbot\Assistant\Metrics\AnswerMetrics;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Inbox\MetricsView;
use Aaia\Chatbot\Support\Clock;

/**
 * POST /conversations/{id}/messages/{message}/metrics/recompute: searches for the question again with today's index and checks the answer
 * against what is found. What was recorded on the day itself is shown by the GET route as before. Messages without a question answer why.
 */
final class RecomputeMetrics extends ConversationRoute {

	/** @param \Closure(): AnswerMetrics $metrics Made when asked for. */
	public function __construct( Desk $desk, private readonly \Closure $metrics, private readonly Clock $clock ) {
		parent::__construct( $desk );
	}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/conversations/{id}/messages/{message}/metrics/recompute';
	}

	public function capability(): Capability {
		return Capability::View;
	}

	public function answer(): Schema {
		return MetricsView::schema();
	}

	protected function on( Conversation $conversation, \WP_REST_Request $request, Input $input ): RouteResult {
		$message = $this->desk->messages->by_public_id( $conversation->id, $this->from_path( $request, 'message' ) );
		if ( null === $message || AuthorType::Visitor === $message->author ) {
			return RouteResult::not_found();
		}
		$metrics = ( $this->metrics )();
		$made    = $metrics->recompute( $message, $conversation->language );
		return RouteResult::ok( null === $made ? MetricsView::missing( $message->public_id, $metrics->missing( $message ) ) : MetricsView::known( $message->public_id, $made, $this->clock->now() ) );
	}
}
