<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Channels\Web\HandoverDesk;
use Aaia\Chatbot\Channels\Web\PageContext;
use Aaia\Chatbot\Channels\Web\UiMessages;
use Aaia\Chatbot\Conversations\NotYours;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorGate;
use Aaia\Chatbot\Http\VisitorRoute;

/** POST /chat/{id}/handover: the visitor asks for a person, and confirms by this call. An unknown id begins a conversation. */
final class RequestHandover extends VisitorRoute {

	/** A request weighs as much as this many messages against the limits. */
	private const WEIGHT = 3;

	public function __construct(
		VisitorGate $gate,
		private readonly HandoverDesk $desk,
	) {
		parent::__construct( $gate );
	}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/chat/{id}/handover';
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'message' => Schema::text( SendChat::LONGEST )->optional(),
				'email'   => Schema::email()->optional(),
				'name'    => Schema::text( 120 )->optional(),
				'page'    => PageContext::schema()->optional(),
			]
		);
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'conversation' => UiMessages::conversation_schema(),
				'message'      => UiMessages::message_schema()->nullable(),
				'notice'       => Schema::string(),
			]
		);
	}

	protected function act(): ?string {
		return null;
	}

	protected function handle( Visitor $visitor, \WP_REST_Request $request, Input $input ): RouteResult {
		$refusal = $this->gate->missing_consent( $visitor );
		if ( null !== $refusal ) {
			return $refusal;
		}
		$email = $input->line( 'email' );
		if ( '' !== $email && ! is_email( $email ) ) {
			return RouteResult::problem( 400, 'aaia_invalid_email', __( 'This is not an e-mail address. Type one such as name@example.com, or leave it empty.', 'aaia-chatbot' ) );
		}
		$refusal = $this->gate->over_limit( 'handover', $visitor, self::WEIGHT );
		if ( null !== $refusal ) {
			return $refusal;
		}
		try {
			return RouteResult::accepted( $this->desk->request( $visitor, $this->in_path( $request, 'id' ), $input ) );
		} catch ( NotYours ) {
			return RouteResult::not_found();
		}
	}
}
