<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

/** A route for visitors: known by the token in `X-Aaia-Session`, never by a cookie. */
abstract class VisitorRoute extends Route {

	public function __construct( protected readonly VisitorGate $gate ) {}

	/** Answers a request of a known visitor. */
	abstract protected function handle( Visitor $visitor, \WP_REST_Request $request, Input $input ): RouteResult;

	final public function permit( \WP_REST_Request $request ): true|\WP_Error {
		$page = $this->gate->admit_page( $request );
		if ( true !== $page ) {
			return $page;
		}
		$visitor = $this->gate->visitor( $request );
		if ( $visitor instanceof \WP_Error ) {
			return $visitor;
		}
		$request->set_param( 'aaia_visitor', $visitor );
		return true;
	}

	final protected function respond( \WP_REST_Request $request, Input $input ): RouteResult {
		$visitor = $request->get_param( 'aaia_visitor' );
		if ( ! $visitor instanceof Visitor ) {
			return RouteResult::problem( 401, 'aaia_session_expired', __( 'Your session has ended. Ask for a new one and send this again.', 'aaia-chatbot' ) );
		}
		return $this->handle( $visitor, $request, $input );
	}
}
