<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\SourceReportService;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorGate;

/** PUT /chat/{id}/messages/{message}/sources/{source}/report: a source of an answer is wrong, with a word why. */
final class ReportSource extends ConversationRoute {

	public function __construct(
		VisitorGate $gate,
		ConversationService $conversations,
		private readonly MessageRepository $messages,
		private readonly SourceReportService $reports,
	) {
		parent::__construct( $gate, $conversations );
	}

	public function method(): string {
		return 'PUT';
	}

	public function path(): string {
		return '/chat/{id}/messages/{message}/sources/{source}/report';
	}

	public function schema(): Schema {
		return Schema::closed( [ 'comment' => Schema::text( 1000 )->optional() ] );
	}

	public function answer(): Schema {
		return Schema::closed( [ 'saved' => Schema::bool() ] );
	}

	protected function act(): string {
		return 'rating';
	}

	protected function about( Conversation $conversation, Visitor $visitor, \WP_REST_Request $request, Input $input ): RouteResult {
		$message = $this->messages->by_public_id( $conversation->id, $this->in_path( $request, 'message' ) );
		$source  = null === $message || $message->private ? null : $message->parts->source( $this->in_path( $request, 'source' ) );
		if ( null === $message || null === $source ) {
			return RouteResult::not_found();
		}
		$this->reports->report( $message, $source, $input->text( 'comment' ) );
		return RouteResult::ok( [ 'saved' => true ] );
	}
}
