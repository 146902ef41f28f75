<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/**
 * A resource for visitors, authenticated by the token in `X-Aaia-Session`, never by a cookie.
 *
 * Functions take `( Visitor, Input, \WP_REST_Request )`.
 *
 * An operation that names an action is rate limited before it runs; the others call over_limit() themselves.
 */
abstract class VisitorController extends Controller {

	/** @var \WeakMap<\WP_REST_Request, Visitor> Visitors, from the permission check to the response. */
	private \WeakMap $asking;

	public function __construct( protected readonly VisitorGate $gate ) {
		$this->asking = new \WeakMap();
	}

	final protected function permit( Operation $operation, \WP_REST_Request $request ): bool|\WP_Error {
		$refusal = $this->gate->admit_page( $request );
		if ( null !== $refusal ) {
			return $refusal;
		}
		$visitor = $this->gate->visitor( $request );
		if ( $visitor instanceof \WP_Error ) {
			return $visitor;
		}
		$this->asking[ $request ] = $visitor;
		return true;
	}

	final protected function respond( Operation $operation, \WP_REST_Request $request, Input $input ): RouteResult {
		$visitor = $this->asking[ $request ];
		$refusal = null === $operation->act ? null : $this->gate->over_limit( $operation->act, $visitor );
		return $refusal ?? $this->{$operation->function}( $visitor, $input, $request );
	}
}
