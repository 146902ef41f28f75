<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Harness;

use Aaia\Chatbot\Http\SseWriter;
use Aaia\Chatbot\Http\StreamResponse;
use Aaia\Chatbot\Support\Ids;

/** Simulates a visitor's browser. */
final class TestVisitor {

	public ?string $token = null;

	/** @param \Closure(string, string, ?array<string, mixed>, array<string, string>): \WP_REST_Response $rest */
	public function __construct( private readonly \Closure $rest ) {}

	/** Fetches a token; with an older one, another for the same visitor. @param array<string, mixed> $body */
	public function begins( array $body = [] ): self {
		$answer = ( $this->rest )( 'POST', '/session', $body, null === $this->token ? [] : [ 'X-Aaia-Session' => $this->token ] );
		$data   = $answer->get_data();
		assert( is_array( $data ) && is_string( $data['token'] ), (string) wp_json_encode( $data ) );
		$this->token = $data['token'];
		return $this;
	}

	/** Asks a route with the token. @param ?array<string, mixed> $body @param array<string, string> $headers */
	public function asks( string $method, string $path, ?array $body = null, array $headers = [] ): \WP_REST_Response {
		return ( $this->rest )(
			$method,
			$path,
			$body,
			$headers + [ 'X-Aaia-Session' => (string) $this->token, 'Accept' => 'application/json' ],
		);
	}

	/** Sends a message and returns the response as JSON. */
	public function says( string $text, ?string $conversation = null, ?string $id = null ): \WP_REST_Response {
		return $this->asks( 'POST', '/chat', self::message( $text, $conversation, $id ) );
	}

	/** Says something and reads the answer's chunks. @return list<array<string, mixed>> */
	public function hears( string $text, ?string $conversation = null, ?string $id = null ): array {
		return self::chunks( $this->asks( 'POST', '/chat', self::message( $text, $conversation, $id ), [ 'Accept' => 'text/event-stream' ] ) );
	}

	/** The body of a message. @return array<string, mixed> */
	public static function message( string $text, ?string $conversation = null, ?string $id = null ): array {
		$body = [
			'message' => [
				'id'    => $id ?? Ids::random(),
				'parts' => [ [ 'type' => 'text', 'text' => $text ] ],
			],
		];
		return null === $conversation ? $body : [ 'id' => $conversation ] + $body;
	}

	/** Reads a stream to its end. @return list<array<string, mixed>> */
	public static function chunks( \WP_REST_Response $response ): array {
		if ( ! $response instanceof StreamResponse ) {
			throw new \RuntimeException( 'Not a stream: ' . wp_json_encode( $response->get_data() ) );
		}
		$bytes = '';
		( $response->write )(
			new SseWriter(
				static function ( string $more ) use ( &$bytes ): void {
					$bytes .= $more;
				}
			)
		);
		$chunks = [];
		foreach ( explode( "\n\n", $bytes ) as $event ) {
			if ( str_starts_with( $event, 'data: ' ) ) {
				$chunk    = json_decode( substr( $event, 6 ), true );
				$chunks[] = is_array( $chunk ) ? $chunk : [];
			}
		}
		return $chunks;
	}
}
