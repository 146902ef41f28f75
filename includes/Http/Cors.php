<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/**
 * CORS headers of our routes.
 *
 * WordPress allows every origin, with credentials. Our visitor routes allow only the owner's origins and never credentials.
 */
final class Cors {

	public function __construct( private readonly Origins $origins ) {}

	/**
	 * @param list<string> $headers
	 *
	 * @return list<string>
	 */
	public function allow_headers( array $headers ): array {
		return [ ...$headers, 'X-Aaia-Session' ];
	}

	/**
	 * @param list<string> $headers
	 *
	 * @return list<string>
	 */
	public function expose_headers( array $headers ): array {
		return [ ...$headers, 'Retry-After', 'x-vercel-ai-ui-message-stream' ];
	}

	/** Hook: `rest_post_dispatch`. Forbids caching also of errors raised before a route runs: they tell whether a token is valid. */
	public function disable_cache( \WP_HTTP_Response $response, \WP_REST_Server $server, \WP_REST_Request $request ): \WP_HTTP_Response {
		if (
			str_starts_with( strtolower( $request->get_route() ), '/' . Controller::API . '/' )
			&& ! isset( $response->get_headers()['Cache-Control'] )
		) {
			$response->header( 'Cache-Control', 'no-store, private' );
		}
		return $response;
	}

	/** Hook: `rest_envelope_response`, last. A response in WordPress's `_envelope` keeps its ban on caching where caches look for it. */
	public function disable_cache_of_envelope( mixed $envelope, \WP_REST_Response $response ): mixed {
		$cache = $response->get_headers()['Cache-Control'] ?? null;
		return is_array( $envelope ) && is_string( $cache ) ? new \WP_REST_Response( $envelope, 200, [ 'Cache-Control' => $cache ] ) : $envelope;
	}

	/** Hook: `rest_pre_serve_request`. Removes headers by which WordPress allows every origin and credentials. */
	public function restrict_origin( mixed $served, mixed $response, \WP_REST_Request $request ): mixed {
		if ( ! GuestAuthentication::is_visitor_route( $request->get_route() ) || headers_sent() ) {
			return $served;
		}
		header_remove( 'Access-Control-Allow-Credentials' );
		$origin = get_http_origin();
		if ( '' !== $origin && ! $this->origins->allows( $origin ) ) {
			header_remove( 'Access-Control-Allow-Origin' );
		}
		return $served;
	}
}
