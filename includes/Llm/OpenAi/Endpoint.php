<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\LlmConfig;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;

/**
 * URLs and headers of an OpenAI-compatible server, derived from the owner's settings.
 *
 * A bare host gets `/v1`; a path is kept, without a trailing slash, `/chat/completions` or `/embeddings`. Azure (by its host names) gets
 * its `api-key` header, its deployment path and an `api-version`, unless its newer `/openai/v1` address is given.
 */
final class Endpoint {

	/** Default `api-version` of Azure: the latest one declared stable for chat completions with tools. */
	private const AZURE_VERSION = '2024-10-21';

	private const AZURE_HOSTS = '/\.(?:openai\.azure\.com|cognitiveservices\.azure\.com|services\.ai\.azure\.com)$/';

	/** Servers without a version in the path of chat completions. */
	private const WITHOUT_VERSION = [ 'api.perplexity.ai' ];

	private function __construct(
		public readonly string $host,
		public readonly int $port,
		private readonly string $origin,
		private readonly string $path,
		private readonly string $query,
		private readonly bool $azure,
		private readonly string $key,
	) {}

	/** @throws LlmFailure When the address is missing or invalid (NotConfigured) or may not be used (HostRefused). */
	public static function from_config( LlmConfig $config ): self {
		$typed = trim( $config->base_url );
		if ( '' === $typed ) {
			throw new LlmFailure( LlmFailureKind::NotConfigured, __( 'No address of a model server is set. Enter its base URL.', 'aaia-chatbot' ) );
		}
		$parts  = wp_parse_url( self::with_scheme( $typed ) );
		$host   = is_array( $parts ) ? strtolower( rtrim( $parts['host'] ?? '', '.' ) ) : '';
		$scheme = is_array( $parts ) ? strtolower( $parts['scheme'] ?? '' ) : '';
		if ( ! is_array( $parts ) || '' === $host || ! in_array( $scheme, [ 'http', 'https' ], true ) ) {
			throw new LlmFailure(
				LlmFailureKind::NotConfigured,
				__( 'The base URL is not a web address. It should look like https://api.example.com/v1.', 'aaia-chatbot' ),
			);
		}
		if ( isset( $parts['user'] ) || isset( $parts['pass'] ) ) {
			throw new LlmFailure(
				LlmFailureKind::HostRefused,
				__( 'The base URL contains a user name or password. Enter the key in its own field instead.', 'aaia-chatbot' ),
			);
		}
		$port   = $parts['port'] ?? ( 'https' === $scheme ? 443 : 80 );
		$origin = $scheme . '://' . $host . ( isset( $parts['port'] ) ? ':' . $port : '' );
		$path   = (string) preg_replace(
			'#(?:/chat/completions|/embeddings)?/*$#',
			'',
			(string) preg_replace( '#/{2,}#', '/', $parts['path'] ?? '' ),
		);
		$azure  = 1 === preg_match( self::AZURE_HOSTS, $host );
		$query  = $parts['query'] ?? '';
		$path   = $azure ? self::azure_path( $path, $config->model ) : self::versioned( $path, $host );
		if ( $azure && ! str_ends_with( $path, '/v1' ) && ! str_contains( $query, 'api-version=' ) ) {
			$query = ltrim( $query . '&api-version=' . self::AZURE_VERSION, '&' );
		}
		$key = (string) preg_replace( '/[^\x21-\x7E]/', '', $config->key );
		return new self( $host, $port, $origin, $path, $query, $azure, $key );
	}

	public function chat(): string {
		return $this->url( $this->path . '/chat/completions' );
	}

	/** URL of embeddings. */
	public function embeddings(): string {
		return $this->url( $this->path . '/embeddings' );
	}

	/** URL of the list of models. */
	public function models(): string {
		return $this->url( (string) preg_replace( '#/deployments/[^/]+$#', '', $this->path ) . '/models' );
	}

	/** Scheme, host and port, to which a key is bound. */
	public function site(): string {
		return strtolower( (string) strtok( $this->origin, ':' ) ) . '://' . $this->host . ':' . $this->port;
	}

	/** Address shown to the owner; never contains a key. */
	public function address(): string {
		return $this->origin . $this->path;
	}

	/** @return array<string, string> */
	public function headers(): array {
		$headers = [
			'Content-Type'    => 'application/json',
			'Accept'          => 'text/event-stream, application/json',
			// Compression would make a proxy or the server buffer the answer.
			'Accept-Encoding' => 'identity',
		];
		if ( '' !== $this->key ) {
			$headers += $this->azure ? [ 'api-key' => $this->key ] : [ 'Authorization' => 'Bearer ' . $this->key ];
		}
		return $headers;
	}

	/** Adds the scheme: http for local hosts ("localhost:11434"), https for others ("api.example.com"). */
	private static function with_scheme( string $typed ): string {
		if ( 1 === preg_match( '#^[a-z][a-z0-9+.-]*://#i', $typed ) ) {
			return $typed;
		}
		$local = 1 === preg_match(
			'#^(?:localhost|host\.docker\.internal|[a-z0-9-]+|\d{1,3}(?:\.\d{1,3}){3}|[a-z0-9.-]+\.(?:local|lan|internal))(?:[:/]|$)#i',
			$typed,
		);
		return ( $local ? 'http://' : 'https://' ) . $typed;
	}

	private static function versioned( string $path, string $host ): string {
		return '' === $path && ! in_array( $host, self::WITHOUT_VERSION, true ) ? '/v1' : $path;
	}

	private static function azure_path( string $path, string $model ): string {
		if ( '' === $path || '/openai' === $path ) {
			return '/openai/deployments/' . rawurlencode( $model );
		}
		return $path;
	}

	private function url( string $path ): string {
		return $this->origin . $path . ( '' === $this->query ? '' : '?' . $this->query );
	}
}
