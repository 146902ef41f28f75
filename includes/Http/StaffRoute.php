<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** A route for staff: cookie and nonce, or an application password, and the capability it names. */
abstract class StaffRoute extends Route {

	/** What the user must be allowed to do. */
	abstract public function capability(): Capability;

	/** Answers a permitted request. */
	abstract protected function handle( \WP_REST_Request $request, Input $input ): RouteResult;

	final public function permit( \WP_REST_Request $request ): bool|\WP_Error {
		if ( $this->capability()->allowed() ) {
			return true;
		}
		return is_user_logged_in()
			? new \WP_Error( 'rest_forbidden', __( 'Your account may not do this. Ask an administrator for the permission.', 'aaia-chatbot' ), [ 'status' => 403 ] )
			: new \WP_Error( 'rest_not_logged_in', __( 'Please log in first.', 'aaia-chatbot' ), [ 'status' => 401 ] );
	}

	final protected function respond( \WP_REST_Request $request, Input $input ): RouteResult {
		return $this->handle( $request, $input );
	}
}
