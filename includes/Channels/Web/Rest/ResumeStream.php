<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Channels\Web\ChatTurns;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\TurnRepository;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorGate;
use Aaia\Chatbot\Support\Clock;

/**
 * GET /chat/{id}/stream: the newest answer from its start, if it runs or ended less than a minute ago.
 *
 * 204 otherwise, and while the site has as many followers as it may: `GET /session/updates` brings the answer then.
 */
final class ResumeStream extends ConversationRoute {

	/** Seconds after its end that an answer is still replayed. */
	private const FRESH = 60;

	public function __construct(
		VisitorGate $gate,
		ConversationService $conversations,
		private readonly TurnRepository $turns,
		private readonly MessageRepository $messages,
		private readonly ChatTurns $chat,
		private readonly Clock $clock,
	) {
		parent::__construct( $gate, $conversations );
	}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/chat/{id}/stream';
	}

	protected function act(): string {
		return 'resume';
	}

	protected function about( Conversation $conversation, Visitor $visitor, \WP_REST_Request $request, Input $input ): RouteResult {
		$turn     = $this->turns->newest( $conversation->id );
		$question = null === $turn ? null : $this->messages->by_id( $turn->question_id );
		if ( null === $turn || null === $turn->answer_id || null === $question ) {
			return RouteResult::nothing();
		}
		if ( ! $turn->is_live() && ( null === $turn->ended_at || $turn->ended_at < $this->clock->now()->modify( '-' . self::FRESH . ' seconds' ) ) ) {
			return RouteResult::nothing();
		}
		$answer = $this->chat->follow( $turn, $conversation, $question, true );
		return 202 === $answer->status ? RouteResult::nothing() : $answer;
	}
}
