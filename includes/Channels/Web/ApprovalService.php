<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationNotFound;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Conversations\Turn;
use Aaia\Chatbot\Conversations\TurnRepository;
use Aaia\Chatbot\Conversations\TurnState;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Visitor;

/** A visitor's decision on a tool call that needs approval. Used once; repeating it shows the result of the first time. */
final class ApprovalService {

	/** Newest messages that are searched for the approval. */
	private const RECENT = 50;

	public function __construct(
		private readonly ConversationService $conversations,
		private readonly MessageRepository $messages,
		private readonly TurnRepository $turns,
		private readonly AnswerService $answers,
		private readonly ChatResponder $responder,
	) {}

	/** @throws ConversationNotFound */
	public function decide( Visitor $visitor, string $conversation_id, Input $approval, bool $as_stream ): RouteResult {
		$conversation = $this->conversations->find_owned( $visitor, $conversation_id );
		$email        = $approval->object( 'input' )?->line( 'email' ) ?? '';
		if ( '' !== $email && ! is_email( $email ) ) {
			return RouteResult::problem(
				400,
				'aaia_invalid_email',
				__( 'This isn’t an e-mail address. Enter one such as name@example.com, or leave it empty.', 'aaia-chatbot' ),
			);
		}
		$approval_id  = $approval->text( 'approvalId' );
		$answer       = $this->answer_with( $conversation, $approval_id ) ?? throw new ConversationNotFound();
		$turn         = $this->turns->by_answer( $answer->id ) ?? throw new ConversationNotFound();
		$tool         = $answer->parts->tool_by_approval( $approval_id ) ?? throw new ConversationNotFound();
		if ( TurnState::AwaitingApproval !== $turn->state ) {
			return $this->again( $turn, $conversation, $answer, $as_stream );
		}
		$lease = $this->answers->resume_after_approval(
			$turn,
			$approval_id,
			$approval->bool( 'approved' ),
			$this->input( $tool['input'], $approval->object( 'input' ) ),
		);
		if ( null !== $lease ) {
			return $this->responder->resume( $lease, $as_stream );
		}
		$turn = $this->turns->by_id( $turn->id ) ?? $turn;
		return TurnState::AwaitingApproval === $turn->state ? $this->too_late() : $this->again( $turn, $conversation, $answer, $as_stream );
	}

	/** Shows the result of the first decision; withdrawn approvals have none. */
	private function again( Turn $turn, Conversation $conversation, Message $answer, bool $as_stream ): RouteResult {
		$question = $this->messages->by_id( $turn->question_id );
		if ( TurnState::Stopped === $turn->state || null === $question ) {
			return $this->too_late();
		}
		return $this->responder->follow( $turn, $conversation, $question, $as_stream, $this->known( $answer->parts ) );
	}

	/** The parts that the visitor had before the decision: up to the call that asked for it. */
	private function known( Parts $parts ): Parts {
		$known = [];
		foreach ( $parts->parts as $part ) {
			$known[] = $part;
			if ( 'tool' === $part['type'] && null !== $part['approval'] ) {
				break;
			}
		}
		return new Parts( $known );
	}

	private function answer_with( Conversation $conversation, string $approval_id ): ?Message {
		foreach ( array_reverse( $this->messages->thread( $conversation->id, self::RECENT, false ) ) as $message ) {
			if ( null !== $message->parts->tool_by_approval( $approval_id ) ) {
				return $message;
			}
		}
		return null;
	}

	/**
	 * The input of the tool with the visitor's changes.
	 *
	 * The suggested summary stays unless the visitor wrote another. An e-mail address counts only when the visitor sent it; a suggested one
	 * is removed when it is left out, null or empty.
	 *
	 * @param array<string, mixed> $input
	 *
	 * @return array<string, mixed>
	 */
	private function input( array $input, ?Input $changes ): array {
		if ( null !== $changes && null !== $changes->optional( 'summary' ) ) {
			$input['summary'] = $changes->text( 'summary' );
		}
		$email = null === $changes ? '' : $changes->line( 'email' );
		unset( $input['email'] );
		return '' === $email ? $input : [ 'email' => $email ] + $input;
	}

	private function too_late(): RouteResult {
		return RouteResult::problem(
			409,
			'aaia_approval_expired',
			__( 'This question is no longer open. Use the button “Talk to a person” instead.', 'aaia-chatbot' ),
		);
	}
}
