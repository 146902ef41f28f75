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

/** GET /conversations/{id}/messages/{message}/prompt: what the model was sent for an answer, part by part; `prompt` is null when nothing was. */
final class ShowPrompt extends MetricsRoute {

	public function __construct( Desk $desk, private readonly PastAnswers $past ) {
		parent::__construct( $desk );
	}

	public function answer(): Schema {
		return Schema::closed( [ 'prompt' => MetricsView::prompt()->nullable() ] )->named( 'PromptAnswer' );
	}

	protected function name(): string {
		return 'prompt';
	}

	protected function about( Message $message, Conversation $conversation ): RouteResult {
		return RouteResult::ok( [ 'prompt' => $this->past->prompt( $message ) ] );
	}
}
