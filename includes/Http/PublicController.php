<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/**
 * A resource for visitors without a token: what a page needs before its visitor is known.
 *
 * Functions take `( Input, \WP_REST_Request )`.
 */
abstract class PublicController extends Controller {

	public function __construct( protected readonly VisitorGate $gate ) {}

	final protected function permit( Operation $operation, \WP_REST_Request $request ): bool|\WP_Error {
		return $this->gate->admit_page( $request ) ?? true;
	}

	final protected function respond( Operation $operation, \WP_REST_Request $request, Input $input ): RouteResult {
		return $this->{$operation->function}( $input, $request );
	}
}
