<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/**
 * A resource for staff, authenticated by cookie and nonce or an application password. Each operation names its capability.
 *
 * Functions take `( Input, \WP_REST_Request )`. An operation without a capability is refused unless the controller overrides permit().
 */
abstract class StaffController extends Controller {

	protected function permit( Operation $operation, \WP_REST_Request $request ): bool|\WP_Error {
		if ( null !== $operation->capability && $operation->capability->allowed() ) {
			return true;
		}
		return is_user_logged_in()
			? new \WP_Error(
				'rest_forbidden',
				__( 'You are not allowed to do this. Ask an administrator for permission.', 'aaia-chatbot' ),
				[ 'status' => 403 ],
			)
			: new \WP_Error( 'rest_not_logged_in', __( 'Please log in first.', 'aaia-chatbot' ), [ 'status' => 401 ] );
	}

	final protected function respond( Operation $operation, \WP_REST_Request $request, Input $input ): RouteResult {
		return $this->{$operation->function}( $input, $request );
	}
}
