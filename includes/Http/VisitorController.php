<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/**
 * A resource for visitors: known by the token in `X-Aaia-Session`, never by a cookie. Functions take `( Visitor, Input, \WP_REST_Request )`.
 *
 * An operation that names an act is counted before anything is looked up; one that names none counts by itself.
 */
abstract class VisitorController extends Controller {

	/** @var \WeakMap<\WP_REST_Request, Visitor> Who asks, between the permission check and the answer. */
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
