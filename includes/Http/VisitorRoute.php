<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** A route for visitors: known by the token in `X-Aaia-Session`, never by a cookie. */
abstract class VisitorRoute extends Route {

	/** @var \WeakMap<\WP_REST_Request, Visitor> Who asks, between the permission check and the answer. */
	private \WeakMap $asking;

	public function __construct( protected readonly VisitorGate $gate ) {
		$this->asking = new \WeakMap();
	}

	/** What a request is counted as before anything is looked up, such as `rating`; null for routes that count by themselves, in handle(). */
	abstract protected function act(): ?string;

	/** Answers a request of a known visitor. */
	abstract protected function handle( Visitor $visitor, \WP_REST_Request $request, Input $input ): RouteResult;

	final public function permit( \WP_REST_Request $request ): bool|\WP_Error {
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

	final protected function respond( \WP_REST_Request $request, Input $input ): RouteResult {
		$visitor = $this->asking[ $request ];
		$act     = $this->act();
		return ( null === $act ? null : $this->gate->over_limit( $act, $visitor ) ) ?? $this->handle( $visitor, $request, $input );
	}
}
