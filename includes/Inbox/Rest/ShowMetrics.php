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

/** GET /conversations/{id}/messages/{message}/metrics: how an answer came about, or why that is not known. */
final class ShowMetrics extends MetricsRoute {

	public function __construct( Desk $desk, private readonly AnswerMetrics $metrics ) {
		parent::__construct( $desk );
	}

	public function answer(): Schema {
		return MetricsView::schema();
	}

	protected function name(): string {
		return 'metrics';
	}

	protected function about( Message $message, Conversation $conversation ): RouteResult {
		$metrics = $this->metrics;
		$known   = $metrics->read( $message );
		return RouteResult::ok( null === $known ? MetricsView::missing( $message->public_id, $metrics->missing( $message ) ) : MetricsView::known( $message->public_id, $known['metrics'], $known['made_at'] ) );
	}
}
