<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Controller;

/**
 * Lets OpenAI clients, which send only an API key, sign in with an application password.
 *
 * The key is `user:password` in base64, sent as a Bearer token. Only for the two OpenAI routes; WordPress checks the password.
 */
final class BearerAuthentication {

	/** Converts the Bearer token to Basic authentication, which WordPress reads. Hook: `rest_api_init`. */
	public function authenticate(): void {
		$route = $GLOBALS['wp']->query_vars['rest_route'] ?? '';
		if ( ! is_string( $route ) || ! $this->is_ours( untrailingslashit( $route ) ) || isset( $_SERVER['PHP_AUTH_USER'] ) ) {
			return;
		}
		if ( 1 !== preg_match( '/\ABearer\s+([A-Za-z0-9+\/_-]+=*)\z/', $this->authorization(), $found ) ) {
			return;
		}
		$login = base64_decode( strtr( $found[1], '-_', '+/' ), true );
		if ( false === $login || ! str_contains( $login, ':' ) ) {
			return;
		}
		[ $user, $password ]      = explode( ':', $login, 2 );
		$_SERVER['PHP_AUTH_USER'] = $user;
		$_SERVER['PHP_AUTH_PW']   = $password;
	}

	/** Converts errors of the two routes to the format of OpenAI. Filter: `rest_post_dispatch`. */
	public function format_errors( \WP_HTTP_Response $response, \WP_REST_Server $server, \WP_REST_Request $request ): \WP_HTTP_Response {
		$data = $response->get_data();
		if (
			$this->is_ours( $request->get_route() )
			&& $response->get_status() >= 400
			&& is_array( $data )
			&& isset( $data['code'], $data['message'] )
		) {
			$response->set_data(
				[
					'error' => [
						'message' => $data['message'],
						'type'    => match ( true ) {
							in_array( $response->get_status(), [ 401, 403 ], true ) => 'authentication_error',
							429 === $response->get_status() => 'rate_limit_error',
							$response->get_status() >= 500 => 'server_error',
							default => 'invalid_request_error',
						},
						'code'    => $data['code'],
						'param'   => null,
					],
				]
			);
		}
		return $response;
	}

	/** The Authorization header, which Apache renames when it rewrites URLs; empty when there is none. */
	private function authorization(): string {
		foreach ( [ 'HTTP_AUTHORIZATION', 'REDIRECT_HTTP_AUTHORIZATION' ] as $key ) {
			if ( isset( $_SERVER[ $key ] ) && is_string( $_SERVER[ $key ] ) ) {
				return sanitize_text_field( wp_unslash( $_SERVER[ $key ] ) );
			}
		}
		return '';
	}

	private function is_ours( string $route ): bool {
		return in_array( $route, [ '/' . Controller::API . '/chat/completions', '/' . Controller::API . '/models' ], true );
	}
}
