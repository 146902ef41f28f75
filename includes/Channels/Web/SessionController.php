<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Consent;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\InvitationRepository;
use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Http\MemberAccess;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\PublicController;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\TokenState;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorGate;
use Aaia\Chatbot\Http\VisitorRepository;
use Aaia\Chatbot\Http\VisitorTokens;
use Aaia\Chatbot\Support\Time;

/** Issues the token that identifies a browser's visitor, and the proof of a login that it may need. */
final class SessionController extends PublicController {

	/** Longer codes of links are invalid input; shorter wrong ones are answered like expired ones. Characters. */
	private const LONGEST_CODE = 8000;

	public static function routes(): array {
		return [
			Operation::post( '/session', 'create' )
				->takes( Schema::closed( [
					'consent'    => Schema::bool()->optional(),
					'locale'     => Schema::text( 20 )->optional(),
					'invitation' => Schema::text( self::LONGEST_CODE )->optional(),
					'proof'      => Schema::text( 200 )->optional(),
				] ) )
				->answers( Schema::closed( [
					'token'        => Schema::string(),
					'expires_at'   => Schema::string(),
					'visitor'      => Schema::string(),
					'continued'    => Schema::bool(),
					'conversation' => Schema::string()->nullable(),
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
		private readonly InvitationRepository $invitations,
		private readonly Consent $consent,
	) {
		parent::__construct( $gate );
	}

	/**
	 * Issues a token; with an earlier token, a new one for the same visitor. Writes nothing.
	 *
	 * With the code of a mailed link (`invitation`), the session reaches the link's conversation only, which is named in the answer; in the
	 * browser of that conversation's visitor it goes on as before. `continued` says whether it is the same visitor: a revoked or expired
	 * token gives a new one, and so does the token of another member where only members may use the chat.
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
		if ( $input->has( 'invitation' ) ) {
			return $this->open_link( $input, $known, $member );
		}
		$refusal = null === $known ? $this->gate->stranger_over_limit( 'session' ) : $this->gate->over_limit( 'session', $known );
		if ( null !== $refusal ) {
			return $refusal;
		}
		return null === $known && null !== $before?->invitation
			? self::link_ended( $input )
			: $this->issued( $input, $known, $member, $known?->invitation );
	}

	/** Wrong, expired and revoked codes get one and the same answer. */
	private function open_link( Input $input, ?Visitor $known, ?string $member ): RouteResult {
		$refusal = $this->gate->stranger_over_limit( 'invitation' );
		if ( null !== $refusal ) {
			return $refusal;
		}
		$link = $this->invitations->open( $input->text( 'invitation' ) );
		if ( null === $link || $link['created_at']->getTimestamp() <= $this->tokens->revoked_until() ) {
			return self::link_ended( $input );
		}
		$owns = null !== $known && null === $known->invitation && $known->id === $link['visitor_id'];
		return $owns
			? $this->issued( $input, $known, $member, null, $link['conversation'] )
			: $this->issued( $input, null, $member, $link['id'], $link['conversation'] );
	}

	private function issued(
		Input $input,
		?Visitor $known,
		?string $member,
		?string $invitation,
		?string $conversation = null,
	): RouteResult {
		$consent = $input->bool( 'consent' ) ? $this->consent->version() : $known?->consent_version;
		$issued  = $this->tokens->issue( $known?->public_id, $consent, $invitation, $member );
		return RouteResult::ok(
			[
				'token'        => $issued['token'],
				'expires_at'   => Time::to_wire( new \DateTimeImmutable( '@' . $issued['expires_at'] ) ),
				'visitor'      => $issued['visitor'],
				'continued'    => null !== $known,
				'conversation' => $conversation,
			]
		);
	}

	private static function link_ended( Input $input ): RouteResult {
		return LocaleSwitcher::run(
			LocaleSwitcher::valid_or_default( $input->text( 'locale' ) ),
			static fn(): RouteResult => RouteResult::problem(
				404,
				'aaia_not_found',
				sprintf(
					/* translators: %d: number of days. */
					__(
						'This link no longer works: links in our e-mails are valid for %d days. You can ask a new question here, or ask for a person.',
						'aaia-chatbot'
					),
					InvitationRepository::DAYS
				)
			)
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
