<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Channels\Web\ChatTurns;
use Aaia\Chatbot\Channels\Web\PageContext;
use Aaia\Chatbot\Channels\Web\UiMessages;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\IncomingMessage;
use Aaia\Chatbot\Conversations\NotYours;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorGate;
use Aaia\Chatbot\Http\VisitorRoute;
use Aaia\Chatbot\Support\Text;

/** POST /chat: one turn, a message or an approval; answered as an AI SDK UI message stream or, asked for JSON, as one message. */
final class SendChat extends VisitorRoute {

	/** Characters of a message. */
	public const LONGEST = 4000;

	public function __construct(
		VisitorGate $gate,
		private readonly ConversationService $conversations,
		private readonly ChatTurns $turns,
		private readonly ApprovalDecision $approvals,
	) {
		parent::__construct( $gate );
	}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/chat';
	}

	public function schema(): Schema {
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
									'text' => Schema::text( self::LONGEST ),
								]
							),
							20
						),
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

	public function answer(): Schema {
		return UiMessages::message_schema();
	}

	protected function act(): ?string {
		return null;
	}

	protected function handle( Visitor $visitor, \WP_REST_Request $request, Input $input ): RouteResult {
		$message  = $input->object( 'message' );
		$approval = $input->object( 'approval' );
		if ( ( null === $message ) === ( null === $approval ) ) {
			return RouteResult::problem( 400, 'rest_invalid_param', __( 'Send either a message or an approval.', 'aaia-chatbot' ) );
		}
		$refusal = $this->gate->missing_consent( $visitor );
		if ( null !== $refusal ) {
			return $refusal;
		}
		$refusal = null === $approval ? null : $this->gate->over_limit( 'approval', $visitor );
		if ( null !== $refusal ) {
			return $refusal;
		}
		$as_stream = ! str_contains( (string) $request->get_header( 'accept' ), 'application/json' );
		try {
			return null === $message
				? $this->approvals->decide( $visitor, $input->text( 'id' ), $approval ?? new Input( [] ), $as_stream )
				: $this->message( $visitor, $input, $message, $as_stream );
		} catch ( NotYours ) {
			return RouteResult::not_found();
		}
	}

	/** @throws NotYours */
	private function message( Visitor $visitor, Input $input, Input $message, bool $as_stream ): RouteResult {
		$text = Text::clean( implode( "\n\n", array_map( static fn( Input $part ): string => $part->text( 'text' ), $message->objects( 'parts' ) ) ) );
		if ( Text::is_blank( $text ) ) {
			return RouteResult::problem( 400, 'aaia_empty', __( 'Type a message first.', 'aaia-chatbot' ) );
		}
		if ( Text::length( $text ) > self::LONGEST ) {
			return RouteResult::problem( 413, 'aaia_too_large', __( 'This is too long. Please send less at once.', 'aaia-chatbot' ) );
		}
		$page     = PageContext::from( $input->object( 'page' ) );
		$incoming = new IncomingMessage( $input->optional( 'id' ), $message->text( 'id' ), $text, $page->locale, $page->url, $page->title );
		$received = $this->conversations->found( $visitor, $incoming );
		if ( null === $received ) {
			$refusal = $this->gate->over_limit( 'message', $visitor );
			if ( null !== $refusal ) {
				return $refusal;
			}
			$received = $this->conversations->receive_new( $visitor, $incoming, $this->turns->answers_at_once() );
			return $this->turns->answer( $received, $as_stream );
		}
		$refusal = $this->gate->over_limit( 'resend', $visitor );
		if ( null !== $refusal ) {
			return $refusal;
		}
		if ( null !== $incoming->conversation && $received->conversation->public_id !== $incoming->conversation && $received->question->text !== $text ) {
			return RouteResult::problem( 409, 'aaia_conflict', __( 'This message id was used for something else.', 'aaia-chatbot' ) );
		}
		return $this->turns->answer( $received, $as_stream );
	}
}
