<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** Actions on all visitors of the site. */
final class VisitorsController extends StaffController {

	public static function routes(): array {
		return [
			Operation::post( '/visitors/sign-out', 'sign_out', Capability::Manage )
				->answers( Schema::closed( [ 'signed_out' => Schema::bool() ] ) )
				->named( 'SignEverybodyOut' ),
		];
	}

	public function __construct( private readonly VisitorTokens $tokens ) {}

	/** Revokes all tokens of all visitors. */
	public function sign_out(): RouteResult {
		$this->tokens->revoke_all();
		return RouteResult::ok( [ 'signed_out' => true ] );
	}
}
