<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\DatabaseFailure;

/**
 * A REST resource: a table of operations and a function for each.
 *
 * The permission is checked first, then the input against the operation's schema; then the function is called.
 */
abstract class Controller {

	public const API = 'aaia-chatbot/v1';

	/** Query parameters that WordPress accepts on every route. */
	private const OWN_QUERY_KEYS = [ 'rest_route', '_locale', '_wpnonce', '_fields', '_envelope', '_method', '_embed' ];

	/** @var ?array<string, Operation> By the function that answers. */
	private ?array $operations = null;

	/** @return list<Operation> */
	abstract public static function routes(): array;

	/** Checks the permission: true, or a WP_Error with the HTTP status. */
	abstract protected function permit( Operation $operation, \WP_REST_Request $request ): bool|\WP_Error;

	/**
	 * Handles a request whose input matches the schema.
	 *
	 * @throws NotFound        Answered with 404.
	 * @throws DatabaseFailure Answered with 503.
	 */
	abstract protected function respond( Operation $operation, \WP_REST_Request $request, Input $input ): RouteResult;

	/** A route's permission callback: calls permit(), and answers 503 when the database is unavailable. */
	final public function admit( string $operation, \WP_REST_Request $request ): bool|\WP_Error {
		$this->take_path_from_path( $request );
		try {
			return $this->permit( $this->operation( $operation ), $request );
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Database: ' . $failure->getMessage() );
			return new \WP_Error( 'aaia_unavailable', self::unavailable( $failure ), [ 'status' => 503 ] );
		}
	}

	/** A route's callback: validates the input, calls respond() and turns exceptions into HTTP statuses. */
	final public function serve( string $operation, \WP_REST_Request $request ): \WP_REST_Response|\WP_Error {
		$operation = $this->operation( $operation );
		$input     = $this->input( $operation, $request );
		if ( $input instanceof \WP_Error ) {
			return $input;
		}
		try {
			$result = $this->respond( $operation, $request, $input );
		} catch ( NotFound ) {
			$result = RouteResult::not_found();
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Database: ' . $failure->getMessage() );
			$result = RouteResult::problem( 503, 'aaia_unavailable', self::unavailable( $failure ) )
				->with_header( 'Retry-After', $failure->is_missing_table() ? '60' : '5' );
		}
		if ( ! is_array( $result->body ) ) {
			// WordPress would fail to apply `_fields` to a response without a JSON body.
			$request->set_query_params( array_diff_key( $request->get_query_params(), [ '_fields' => true ] ) );
		}
		return $this->response( $result );
	}

	private function response( RouteResult $result ): \WP_REST_Response {
		$response = match ( true ) {
			null !== $result->stream => new StreamResponse( $result->stream, $result->status ),
			null !== $result->file   => new FileResponse( $result->file, $result->status ),
			null !== $result->script => new ScriptResponse( $result->script ),
			default                  => new \WP_REST_Response( $result->body, $result->status ),
		};
		foreach ( $result->headers + [ 'Cache-Control' => 'no-store, private' ] as $name => $value ) {
			$response->header( $name, $value );
		}
		return $response;
	}

	/** Removes query and body keys that WordPress would prefer to those in the path: `/chat/A/stop?id=B` would mean B. */
	private function take_path_from_path( \WP_REST_Request $request ): void {
		$path = $request->get_url_params();
		$request->set_query_params( array_diff_key( $request->get_query_params(), $path ) );
		$request->set_body_params( array_diff_key( $request->get_body_params(), $path ) );
	}

	/** A parameter in the path, such as the id in `/chat/{id}`. */
	final protected function in_path( \WP_REST_Request $request, string $name ): string {
		$value = $request->get_url_params()[ $name ] ?? '';
		return is_string( $value ) ? $value : '';
	}

	private static function unavailable( DatabaseFailure $failure ): string {
		return $failure->is_missing_table()
			? __(
				'Some tables of the chat are missing in the site’s database. They are being created again; please try again in a few minutes.',
				'aaia-chatbot',
			)
			: __( 'This could not be saved just now. Please try again in a moment.', 'aaia-chatbot' );
	}

	private function input( Operation $operation, \WP_REST_Request $request ): Input|\WP_Error {
		if ( strlen( (string) $request->get_body() ) > $operation->max_body ) {
			return $this->too_large();
		}
		if ( 'GET' !== $operation->method && isset( $request->get_query_params()['_envelope'] ) ) {
			// WordPress would wrap the response and drop a stream after its work has begun.
			return new \WP_Error( 'rest_invalid_param', __( 'Send this without “_envelope”.', 'aaia-chatbot' ), [ 'status' => 400 ] );
		}
		if ( 'GET' === $operation->method ) {
			$values = array_diff_key( (array) $request->get_query_params(), array_flip( self::OWN_QUERY_KEYS ) );
		} else {
			$values = $request->get_json_params();
			if ( ! is_array( $values ) && '' !== trim( (string) $request->get_body() ) ) {
				return new \WP_Error(
					'rest_invalid_json',
					__( 'Send a JSON object with the header “Content-Type: application/json”.', 'aaia-chatbot' ),
					[ 'status' => 400 ],
				);
			}
		}
		$values = is_array( $values ) ? $values : [];
		$schema = $operation->input->to_array();
		$valid  = rest_validate_value_from_schema( $values, $schema, '' );
		if ( is_wp_error( $valid ) ) {
			if ( in_array( 'rest_too_long', $valid->get_error_codes(), true ) ) {
				return $this->too_large();
			}
			return new \WP_Error( 'rest_invalid_param', trim( implode( ' ', $valid->get_error_messages() ) ), [ 'status' => 400 ] );
		}
		$values = rest_sanitize_value_from_schema( $values, $schema, '' );
		return new Input( is_array( $values ) ? $values : [] );
	}

	private function too_large(): \WP_Error {
		return new \WP_Error( 'aaia_too_large', __( 'This is too long. Please send less at once.', 'aaia-chatbot' ), [ 'status' => 413 ] );
	}

	private function operation( string $name ): Operation {
		// WordPress asks for the permission and for the answer apart.
		$this->operations ??= array_column( static::routes(), null, 'function' );
		return $this->operations[ $name ] ?? throw new \LogicException( sprintf( '%s has no operation named %s.', static::class, $name ) );
	}
}
