<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\DatabaseFailure;

/**
 * One REST route: path, method, who may, what comes in, what goes out.
 *
 * `path()`, `method()`, `schema()` and `answer()` use nothing that was injected: the TypeScript types are generated from them.
 */
abstract class Route {

	public const API = 'aaia-chatbot/v1';

	/** Larger bodies are refused unread. Bytes. */
	protected const MAX_BODY = 64 * 1024;

	/** Query keys that WordPress itself understands on every route. */
	private const OWN_QUERY_KEYS = [ 'rest_route', '_locale', '_wpnonce', '_fields', '_envelope', '_method', '_embed' ];

	/** @return list<Operation> This route as a controller would list it. */
	final public static function routes(): array {
		$route     = ( new \ReflectionClass( static::class ) )->newInstanceWithoutConstructor();
		$operation = match ( $route->method() ) {
			'GET'    => Operation::get( $route->path(), 'serve' ),
			'POST'   => Operation::post( $route->path(), 'serve' ),
			'PUT'    => Operation::put( $route->path(), 'serve' ),
			'PATCH'  => Operation::patch( $route->path(), 'serve' ),
			default  => Operation::delete( $route->path(), 'serve' ),
		};
		return [ $operation->takes( $route->schema() ) ];
	}

	/** GET, POST, PUT, PATCH or DELETE. */
	abstract public function method(): string;

	/** Such as `/chat/{id}/stop`; a name in braces is an outside id. */
	abstract public function path(): string;

	/** Body, or query of a GET. */
	public function schema(): Schema {
		return Schema::closed( [] );
	}

	/** JSON of the answer when all goes well; null when it is no JSON. */
	public function answer(): ?Schema {
		return null;
	}

	/** Real permission check: true, or a WP_Error with the status to answer. */
	abstract public function permit( \WP_REST_Request $request ): bool|\WP_Error;

	/** Answers a request whose input fits the schema. */
	abstract protected function respond( \WP_REST_Request $request, Input $input ): RouteResult;

	/** The route's permission callback: permit(), and a refusal in words while the database is out of reach. */
	final public function admit( \WP_REST_Request $request ): bool|\WP_Error {
		$this->take_path_from_path( $request );
		try {
			return $this->permit( $request );
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Database: ' . $failure->getMessage() );
			return new \WP_Error( 'aaia_unavailable', self::unavailable( $failure ), [ 'status' => 503 ] );
		}
	}

	/**
	 * The path as WordPress's regular expression.
	 *
	 * @return non-falsy-string
	 */
	final public function pattern(): string {
		return '/' . ltrim( (string) preg_replace( '/\{([a-z]+)\}/', '(?P<$1>[A-Za-z0-9_-]{1,64})', $this->path() ), '/' );
	}

	/** The route's callback: checks the input, answers, turns refusals into WordPress's form. */
	final public function serve( \WP_REST_Request $request ): \WP_REST_Response|\WP_Error {
		$input = $this->input( $request );
		if ( $input instanceof \WP_Error ) {
			return $input;
		}
		try {
			$result = $this->respond( $request, $input );
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Database: ' . $failure->getMessage() );
			$result = RouteResult::problem( 503, 'aaia_unavailable', self::unavailable( $failure ) )->with_header( 'Retry-After', $failure->is_of_lost_tables() ? '60' : '5' );
		}
		if ( ! is_array( $result->body ) ) {
			// WordPress picks fields out of lists and objects only; from an answer without a body it would make an error.
			$request->set_query_params( array_diff_key( $request->get_query_params(), [ '_fields' => true ] ) );
		}
		return $this->response( $result );
	}

	/**
	 * Headers every answer of this route has.
	 *
	 * @return array<string, string>
	 */
	protected function headers(): array {
		return [ 'Cache-Control' => 'no-store, private' ];
	}

	protected function max_body(): int {
		return self::MAX_BODY;
	}

	private function response( RouteResult $result ): \WP_REST_Response {
		$response = match ( true ) {
			null !== $result->stream => new StreamResponse( $result->stream, $result->status ),
			null !== $result->file   => new FileResponse( $result->file ),
			null !== $result->script => new ScriptResponse( $result->script ),
			default                  => new \WP_REST_Response( $result->body, $result->status ),
		};
		foreach ( $result->headers + $this->headers() as $name => $value ) {
			$response->header( $name, $value );
		}
		return $response;
	}

	/** WordPress lets a query or a body key stand in for a name in the path: `/chat/A/stop?id=B` would be about B. */
	private function take_path_from_path( \WP_REST_Request $request ): void {
		$path = $request->get_url_params();
		$request->set_query_params( array_diff_key( $request->get_query_params(), $path ) );
		$request->set_body_params( array_diff_key( $request->get_body_params(), $path ) );
	}

	/** A name in the path, such as the id in `/chat/{id}`. */
	final protected function in_path( \WP_REST_Request $request, string $name ): string {
		$value = $request->get_url_params()[ $name ] ?? '';
		return is_string( $value ) ? $value : '';
	}

	private static function unavailable( DatabaseFailure $failure ): string {
		return $failure->is_of_lost_tables()
			? __( 'Some tables of the chat are missing in the site’s database. They are being made again; please try again in a few minutes.', 'aaia-chatbot' )
			: __( 'This could not be saved just now. Please try again in a moment.', 'aaia-chatbot' );
	}

	private function input( \WP_REST_Request $request ): Input|\WP_Error {
		if ( strlen( (string) $request->get_body() ) > $this->max_body() ) {
			return $this->too_large();
		}
		if ( 'GET' !== $this->method() && isset( $request->get_query_params()['_envelope'] ) ) {
			// WordPress would wrap the answer and drop a stream, after its work was begun.
			return new \WP_Error( 'rest_invalid_param', __( 'Send this without “_envelope”.', 'aaia-chatbot' ), [ 'status' => 400 ] );
		}
		if ( 'GET' === $this->method() ) {
			$values = array_diff_key( (array) $request->get_query_params(), array_flip( self::OWN_QUERY_KEYS ) );
		} else {
			$values = $request->get_json_params();
			if ( ! is_array( $values ) && '' !== trim( (string) $request->get_body() ) ) {
				return new \WP_Error( 'rest_invalid_json', __( 'Send a JSON object with the header “Content-Type: application/json”.', 'aaia-chatbot' ), [ 'status' => 400 ] );
			}
		}
		$values = is_array( $values ) ? $values : [];
		$schema = $this->schema()->to_array();
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
}
