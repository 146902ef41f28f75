<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Consent;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\MemberAccess;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\PublicController;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\TokenState;
use Aaia\Chatbot\Http\VisitorGate;
use Aaia\Chatbot\Http\VisitorRepository;
use Aaia\Chatbot\Http\VisitorTokens;
use Aaia\Chatbot\Support\Time;

/** Issues the token that identifies a browser's visitor, and the proof of a login that it may need. */
final class SessionController extends PublicController {

	public static function routes(): array {
		return [
			Operation::post( '/session', 'create' )
				->takes( Schema::closed( [
					'consent'    => Schema::bool()->optional(),
					'locale'     => Schema::text( 20 )->optional(),
					'invitation' => Schema::id()->optional(),
					'proof'      => Schema::text( 200 )->optional(),
				] ) )
				->answers( Schema::closed( [
					'token'      => Schema::string(),
					'expires_at' => Schema::string(),
					'visitor'    => Schema::string(),
					'continued'  => Schema::bool(),
				] ) )
				->named( 'CreateSession' ),
			Operation::get( '/widget/proof', 'prove' )
				->takes( Schema::closed( [ 'locale' => Schema::text( 20 )->optional() ] ) )
				->answers( Schema::closed( [
					'proof'      => Schema::string(),
					'expires_at' => Schema::string(),
				] )->named( 'LoginProof' ) ),
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
	 * `continued` says whether it is the same visitor: a revoked or expired token gives a new one, and so does the token of another member
	 * where only members may use the chat.
	 */
	public function create( Input $input, \WP_REST_Request $request ): RouteResult {
		$members = $this->gate->members;
		$member  = $members->is_required() ? $members->read( $input->text( 'proof' ) ) : null;
		if ( null === $member && $members->is_required() ) {
			return $this->gate->stranger_over_limit( 'session' ) ?? self::login_required();
		}
		[ $state, $before ] = $this->tokens->read( (string) $request->get_header( 'x_aaia_session' ) );
		$known              = TokenState::Invalid === $state || null === $before || null !== $member && $member !== $before->member
			? null
			: $this->visitors->known( $before );
		$refusal            = null === $known ? $this->gate->stranger_over_limit( 'session' ) : $this->gate->over_limit( 'session', $known );
		if ( null !== $refusal ) {
			return $refusal;
		}
		$consent = $input->bool( 'consent' ) ? $this->consent->version() : $known?->consent_version;
		$issued  = $this->tokens->issue( $known?->public_id, $consent, $member );
		return RouteResult::ok(
			[
				'token'      => $issued['token'],
				'expires_at' => Time::to_wire( new \DateTimeImmutable( '@' . $issued['expires_at'] ) ),
				'visitor'    => $issued['visitor'],
				'continued'  => null !== $known,
			]
		);
	}

	/** Proves to create() that this browser is logged in. The one visitors' route that reads the login cookie; it changes nothing. */
	public function prove(): RouteResult {
		$refusal = $this->gate->stranger_over_limit( 'session' );
		if ( null !== $refusal ) {
			return $refusal;
		}
		$proof = $this->gate->members->is_required() ? $this->gate->members->prove() : null;
		return null === $proof ? self::login_required() : RouteResult::ok(
			[
				'proof'      => $proof['proof'],
				'expires_at' => Time::to_wire( new \DateTimeImmutable( '@' . $proof['expires_at'] ) ),
			]
		);
	}

	private static function login_required(): RouteResult {
		return RouteResult::problem( 401, MemberAccess::REFUSED, MemberAccess::refusal()->get_error_message() );
	}
}
