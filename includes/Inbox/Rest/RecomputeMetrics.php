<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Metrics\AnswerMetrics;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Inbox\MetricsView;
use Aaia\Chatbot\Support\Clock;

/**
 * POST /conversations/{id}/messages/{message}/metrics/recompute: searches for the question again with today's index and checks the answer
 * against what is found. What was recorded on the day itself is shown by the GET route as before. Messages without a question answer why.
 */
final class RecomputeMetrics extends MetricsRoute {

	public function __construct( Desk $desk, private readonly AnswerMetrics $metrics, private readonly Clock $clock ) {
		parent::__construct( $desk );
	}

	public function method(): string {
		return 'POST';
	}

	public function answer(): Schema {
		return MetricsView::schema();
	}

	protected function name(): string {
		return 'metrics/recompute';
	}

	protected function about( Message $message, Conversation $conversation ): RouteResult {
		$metrics = $this->metrics;
		$made    = $metrics->recompute( $message, $conversation->language );
		return RouteResult::ok( null === $made ? MetricsView::missing( $message->public_id, $metrics->missing( $message ) ) : MetricsView::known( $message->public_id, $made, $this->clock->now() ) );
	}
}
