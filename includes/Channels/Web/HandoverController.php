<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorController;
use Aaia\Chatbot\Http\VisitorGate;

/** Takes requests for a person made with the button, which confirms them. */
final class HandoverController extends VisitorController {

	/** A request counts as this many messages in the rate limits. */
	private const WEIGHT = 3;

	public static function routes(): array {
		return [
			Operation::post( '/chat/{id}/handover', 'request' )
				->takes( Schema::closed( [
					'id'      => Schema::id()->optional(),
					'message' => Schema::text( ChatController::MAX_TEXT )->optional(),
					'email'   => Schema::email()->optional(),
					'name'    => Schema::text( 120 )->optional(),
					'page'    => PageContext::schema()->optional(),
				] ) )
				->answers( Schema::closed( [
					'conversation' => UiMessages::conversation_schema(),
					'message'      => UiMessages::message_schema()->nullable(),
					'notice'       => Schema::string(),
				] ) )
				->named( 'RequestHandover' ),
		];
	}

	public function __construct( VisitorGate $gate, private readonly HandoverService $handovers ) {
		parent::__construct( $gate );
	}

	/**
	 * Starts the conversation if it does not exist. `id` identifies the message: with the same id, message and request are not stored twice.
	 */
	public function request( Visitor $visitor, Input $input, \WP_REST_Request $request ): RouteResult {
		$refusal = $this->gate->missing_consent( $visitor );
		if ( null !== $refusal ) {
			return $refusal;
		}
		$email = $input->line( 'email' );
		if ( '' !== $email && ! is_email( $email ) ) {
			$sentence = __( 'This isn’t an e-mail address. Enter one such as name@example.com, or leave it empty.', 'aaia-chatbot' );
			return RouteResult::problem( 400, 'aaia_invalid_email', $sentence );
		}
		return $this->gate->over_limit( 'handover', $visitor, self::WEIGHT )
			?? RouteResult::accepted( $this->handovers->request( $visitor, $this->in_path( $request, 'id' ), $input ) );
	}
}
