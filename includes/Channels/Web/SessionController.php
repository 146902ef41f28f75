<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Consent;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\PublicController;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\TokenState;
use Aaia\Chatbot\Http\VisitorGate;
use Aaia\Chatbot\Http\VisitorRepository;
use Aaia\Chatbot\Http\VisitorTokens;
use Aaia\Chatbot\Support\Time;

/** Issues the token that identifies a browser's visitor. */
final class SessionController extends PublicController {

	public static function routes(): array {
		return [
			Operation::post( '/session', 'create' )
				->takes( Schema::closed( [
					'consent'    => Schema::bool()->optional(),
					'locale'     => Schema::text( 20 )->optional(),
					'invitation' => Schema::id()->optional(),
				] ) )
				->answers( Schema::closed( [
					'token'      => Schema::string(),
					'expires_at' => Schema::string(),
					'visitor'    => Schema::string(),
					'continued'  => Schema::bool(),
				] ) )
				->named( 'CreateSession' ),
		];
	}

	public function __construct(
		VisitorGate $gate,
		private readonly VisitorTokens $tokens,
		private readonly VisitorRepository $visitors,
		private readonly Consent $consent,
	) {
		parent::__construct( $gate );
	}

	/**
	 * Issues a token; with an earlier token, a new one for the same visitor. Writes nothing.
	 *
	 * `continued` says whether it is the same visitor: a revoked or expired token gives a new one.
	 */
	public function create( Input $input, \WP_REST_Request $request ): RouteResult {
		[ $state, $before ] = $this->tokens->read( (string) $request->get_header( 'x_aaia_session' ) );
		$known              = TokenState::Invalid === $state || null === $before ? null : $this->visitors->known( $before );
		$refusal            = null === $known ? $this->gate->stranger_over_limit( 'session' ) : $this->gate->over_limit( 'session', $known );
		if ( null !== $refusal ) {
			return $refusal;
		}
		$consent = $input->bool( 'consent' ) ? $this->consent->version() : $known?->consent_version;
		$issued  = $this->tokens->issue( $known?->public_id, $consent );
		return RouteResult::ok(
			[
				'token'      => $issued['token'],
				'expires_at' => Time::to_wire( new \DateTimeImmutable( '@' . $issued['expires_at'] ) ),
				'visitor'    => $issued['visitor'],
				'continued'  => null !== $known,
			]
		);
	}
}
