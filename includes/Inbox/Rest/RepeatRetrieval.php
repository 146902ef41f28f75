<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Metrics\PastAnswers;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Inbox\MetricsView;

/**
 * POST /conversations/{id}/messages/{message}/metrics/repeat: the search of an answer's day once more, on that day's pages, beside what was
 * recorded then and what is found today; `repetition` is null where nothing was recorded. Changes nothing.
 */
final class RepeatRetrieval extends MetricsRoute {

	public function __construct( Desk $desk, private readonly PastAnswers $past ) {
		parent::__construct( $desk );
	}

	public function method(): string {
		return 'POST';
	}

	public function answer(): Schema {
		return Schema::closed( [ 'repetition' => MetricsView::repetition()->nullable() ] )->named( 'RepetitionAnswer' );
	}

	protected function name(): string {
		return 'metrics/repeat';
	}

	protected function about( Message $message, Conversation $conversation ): RouteResult {
		return RouteResult::ok( [ 'repetition' => $this->past->repeat( $message ) ] );
	}
}
