<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\SecretFilter;
use Aaia\Chatbot\Llm\Cancellation;
use Aaia\Chatbot\Llm\LlmConfig;
use Aaia\Chatbot\Llm\LlmFailure;

/** The models a server lists. Listing is optional for servers. */
final class ModelCatalog {

	/** Time limit of the request, seconds. */
	private const TIME = 8.0;

	/** Most bytes of a list: the longest known, with all details of 450 models, has a million. Decoded, each takes fifty of memory. */
	private const BYTES = 2_000_000;

	/** Most names suggested for an unknown model. */
	private const NEAR = 4;

	/** Characters of a name that are compared: a server may list tens of thousands of long ones. */
	private const COMPARED = 60;

	public function __construct( private readonly ModelServerClient $server ) {}

	/**
	 * Returns the names of the server's models; empty when it lists none or refuses.
	 *
	 * @return list<string>
	 */
	public function names( LlmConfig $config, Cancellation $cancel ): array {
		try {
			return $this->ask( $config, $cancel );
		} catch ( LlmFailure ) {
			return [];
		}
	}

	/**
	 * The same, but says why the server gives none.
	 *
	 * @return list<string> Empty when the server has no list.
	 *
	 * @throws LlmFailure
	 */
	public function ask( LlmConfig $config, Cancellation $cancel ): array {
		$endpoint = Endpoint::from_config( $config );
		$sending  = $this->server->send( $endpoint, $endpoint->models(), null, $config->allowed_hosts, self::TIME, $cancel, self::BYTES );
		while ( $sending->valid() ) {
			$sending->next();
		}
		$answer = $sending->getReturn();
		if ( null === $answer || in_array( $answer->status, [ 404, 405, 501 ], true ) ) {
			return [];
		}
		if ( ! $answer->is_success() ) {
			$error = ErrorResponse::from_response( $answer );
			throw ErrorResponseMapper::failure( $error, $endpoint->address(), $config->model, $config->key );
		}
		$decoded = json_decode( $answer->body, true, 16, JSON_INVALID_UTF8_SUBSTITUTE );
		$rows    = is_array( $decoded ) ? $decoded['data'] ?? $decoded['models'] ?? $decoded : [];
		$names   = array_map(
			static fn( mixed $row ): mixed => is_array( $row ) ? $row['id'] ?? $row['name'] ?? null : $row,
			is_array( $rows ) ? $rows : [],
		);
		$names   = array_filter(
			$names,
			static fn( mixed $name ): bool => is_string( $name ) && 1 === preg_match( '#^[\w./:@ -]{1,200}$#', $name ),
		);
		$keys    = new SecretFilter( [ $config->key ] );
		return array_values( array_unique( array_filter(
			$names,
			static fn( string $name ): bool => $keys->cleaned( $name ) === $name && $name !== $config->key,
		) ) );
	}

	/**
	 * Returns the names closest to a wanted one, best first: those that contain it or are contained in it, then by edit distance.
	 *
	 * @param list<string> $names
	 *
	 * @return list<string>
	 */
	public static function closest_names( string $wanted, array $names ): array {
		$wanted    = strtolower( $wanted );
		$distances = array_map(
			static function ( string $name ) use ( $wanted ): int {
				$name  = strtolower( $name );
				$holds = '' !== $wanted && ( str_contains( $name, $wanted ) || str_contains( $wanted, $name ) );
				return levenshtein( substr( $wanted, 0, self::COMPARED ), substr( $name, 0, self::COMPARED ) ) - ( $holds ? 100 : 0 );
			},
			$names,
		);
		array_multisort( $distances, SORT_ASC, SORT_NUMERIC, $names, SORT_ASC, SORT_STRING );
		return array_slice( $names, 0, self::NEAR );
	}
}
