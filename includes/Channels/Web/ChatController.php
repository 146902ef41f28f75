<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\Attachments\AttachmentLimits;
use Aaia\Chatbot\Conversations\Attachments\AttachmentRefused;
use Aaia\Chatbot\Conversations\Attachments\AttachmentResponse;
use Aaia\Chatbot\Conversations\ConversationNotFound;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\IncomingMessage;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\TurnRepository;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorController;
use Aaia\Chatbot\Http\VisitorGate;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Text;

/** Turns of a visitor: send a message or an approval, resume the stream of the answer, stop it. */
final class ChatController extends VisitorController {

	/** Characters of a message. */
	public const MAX_TEXT = 4000;

	/** Seconds after its end during which an answer is still replayed. */
	private const REPLAYED = 60;

	public static function routes(): array {
		return [
			Operation::post( '/chat', 'send' )->takes( self::turn_schema() )->answers( UiMessages::message_schema() )->named( 'SendChat' ),
			Operation::get( '/chat/{id}/stream', 'resume' )->counted_as( 'resume' ),
			Operation::post( '/chat/{id}/stop', 'stop' )->answers( Schema::closed( [ 'stopped' => Schema::bool() ] ) )->counted_as( 'stop' ),
		];
	}

	public function __construct(
		VisitorGate $gate,
		private readonly ConversationService $conversations,
		private readonly MessageRepository $messages,
		private readonly TurnRepository $turns,
		private readonly AnswerService $answers,
		private readonly ChatResponder $responder,
		private readonly ApprovalService $approvals,
		private readonly Clock $clock,
		private readonly SignedInVisitors $signed_in,
	) {
		parent::__construct( $gate );
	}

	/** Takes a message or an approval, and answers with an AI SDK UI message stream or, if the client accepts JSON, with one message. */
	public function send( Visitor $visitor, Input $input, \WP_REST_Request $request ): RouteResult {
		$message  = $input->object( 'message' );
		$approval = $input->object( 'approval' );
		if ( ( null === $message ) === ( null === $approval ) ) {
			return RouteResult::problem( 400, 'rest_invalid_param', __( 'Send either a message or an approval.', 'aaia-chatbot' ) );
		}
		$refusal = $this->gate->missing_consent( $visitor );
		if ( null !== $refusal ) {
			return $refusal;
		}
		$as_stream = ! str_contains( (string) $request->get_header( 'accept' ), 'application/json' );
		if ( null !== $message ) {
			return $this->send_message( $visitor, $input, $message, $as_stream );
		}
		return $this->gate->over_limit( 'approval', $visitor )
			?? $this->approvals->decide( $visitor, $input->text( 'id' ), $approval ?? new Input( [] ), $as_stream );
	}

	/**
	 * Streams the newest answer from its start, if it is being written or ended less than a minute ago.
	 *
	 * Otherwise 204, also when the cap of followers is reached; then `GET /session/updates` returns the answer.
	 */
	public function resume( Visitor $visitor, Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->conversations->find_owned( $visitor, $this->in_path( $request, 'id' ) );
		$turn         = $this->turns->newest( $conversation->id );
		$question     = null === $turn ? null : $this->messages->by_id( $turn->question_id );
		if ( null === $turn || null === $turn->answer_id || null === $question ) {
			return RouteResult::no_content();
		}
		$oldest = $this->clock->now()->modify( '-' . self::REPLAYED . ' seconds' );
		if ( ! $turn->is_live() && ( null === $turn->ended_at || $turn->ended_at < $oldest ) ) {
			return RouteResult::no_content();
		}
		$answer = $this->responder->follow( $turn, $conversation, $question, true );
		return 202 === $answer->status ? RouteResult::no_content() : $answer;
	}

	/** Stops the answer that is being written, at its next words. */
	public function stop( Visitor $visitor, Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->conversations->find_owned( $visitor, $this->in_path( $request, 'id' ) );
		return RouteResult::ok( [ 'stopped' => $this->answers->request_stop( $conversation ) ] );
	}

	/** @throws ConversationNotFound */
	private function send_message( Visitor $visitor, Input $input, Input $message, bool $as_stream ): RouteResult {
		$parts = array_map( static fn( Input $part ): string => $part->text( 'text' ), $message->objects( 'parts' ) );
		$text  = Text::clean( implode( "\n\n", $parts ) );
		$files = $message->lines( 'attachments' );
		if ( Text::is_blank( $text ) && [] === $files ) {
			return RouteResult::problem( 400, 'aaia_empty', __( 'Write a message first.', 'aaia-chatbot' ) );
		}
		if ( Text::length( $text ) > self::MAX_TEXT ) {
			return RouteResult::problem( 413, 'aaia_too_large', __( 'This is too long. Please send less at once.', 'aaia-chatbot' ) );
		}
		$page     = PageContext::from( $input->object( 'page' ) );
		$incoming = new IncomingMessage(
			$input->optional( 'id' ),
			$message->text( 'id' ),
			$text,
			$page->locale,
			$page->url,
			$page->title,
			$files,
		);
		$received = $this->conversations->find_received( $visitor, $incoming );
		if ( null === $received ) {
			return $this->gate->over_limit( 'message', $visitor )
				?? $this->receive( $visitor, $incoming, $as_stream );
		}
		$refusal = $this->gate->over_limit( 'resend', $visitor );
		if ( null !== $refusal ) {
			return $refusal;
		}
		$is_elsewhere = null !== $incoming->conversation && $received->conversation->public_id !== $incoming->conversation;
		if ( $is_elsewhere && $received->question->parts->text() !== $text ) {
			return RouteResult::problem( 409, 'aaia_conflict', __( 'This message id was used for something else.', 'aaia-chatbot' ) );
		}
		return $this->responder->answer( $received, $as_stream );
	}

	/** @throws ConversationNotFound */
	private function receive( Visitor $visitor, IncomingMessage $incoming, bool $as_stream ): RouteResult {
		try {
			$received = $this->conversations->receive( $visitor, $incoming, $this->responder->answers_at_once() );
		} catch ( AttachmentRefused $refused ) {
			return AttachmentResponse::problem( $refused );
		}
		$this->signed_in->note( $received->conversation );
		return $this->responder->answer( $received, $as_stream );
	}

	private static function turn_schema(): Schema {
		return Schema::closed(
			[
				'id'       => Schema::id()->optional(),
				'message'  => Schema::closed(
					[
						'id'    => Schema::id(),
						'role'  => Schema::enum( 'user' )->optional(),
						'parts' => Schema::list_of(
							Schema::closed(
								[
									'type' => Schema::enum( 'text' ),
									'text' => Schema::text( self::MAX_TEXT ),
								]
							),
							20
						),
						'attachments' => Schema::list_of( Schema::id(), AttachmentLimits::PER_MESSAGE )->optional(),
					]
				)->optional(),
				'page'     => PageContext::schema()->optional(),
				'approval' => Schema::closed(
					[
						'approvalId' => Schema::id(),
						'approved'   => Schema::bool(),
						'input'      => Schema::closed(
							[
								'summary' => Schema::text( 1000, 1 )->optional(),
								'email'   => Schema::email()->nullable()->optional(),
							]
						)->optional(),
					]
				)->optional(),
			]
		);
	}
}
