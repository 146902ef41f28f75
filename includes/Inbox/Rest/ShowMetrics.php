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

/** GET /conversations/{id}/messages/{message}/metrics: how an answer came about, or why that is not known. Questions are not found. */
final class ShowMetrics extends ConversationRoute {

	/** @param \Closure(): AnswerMetrics $metrics Made when asked for. */
	public function __construct( Desk $desk, private readonly \Closure $metrics ) {
		parent::__construct( $desk );
	}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/conversations/{id}/messages/{message}/metrics';
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
		$known   = $metrics->read( $message );
		return RouteResult::ok( null === $known ? MetricsView::missing( $message->public_id, $metrics->missing( $message ) ) : MetricsView::known( $message->public_id, $known['metrics'], $known['made_at'] ) );
	}
}
