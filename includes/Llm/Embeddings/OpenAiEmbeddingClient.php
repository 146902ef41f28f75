<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\LlmConfig;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\NotCancelled;
use Aaia\Chatbot\Llm\OpenAi\Endpoint;
use Aaia\Chatbot\Llm\OpenAi\ErrorResponse;
use Aaia\Chatbot\Llm\OpenAi\ErrorResponseMapper;
use Aaia\Chatbot\Llm\OpenAi\ModelServerClient;

/** `POST {base}/embeddings` of an OpenAI-compatible server. Temporary failures are retried within the time limit. */
final class OpenAiEmbeddingClient implements EmbeddingClient {

	/** Most attempts of one call. */
	private const TRIES = 4;

	/** Seconds before the second attempt; doubled before each further one, with jitter. */
	private const PAUSE = 1.0;

	/** Seconds that must remain for another attempt. */
	private const LEFT = 1.0;

	/** Matches error messages of models that support only one vector size. */
	private const ONE_SIZE = '/dimension|matryoshka/i';

	/** @param int $dimensions Requested vector size; 0 for the model's default. */
	public function __construct(
		private readonly LlmConfig $config,
		private readonly int $dimensions,
		private readonly ModelServerClient $server,
	) {}

	public function embed( array $texts, float $seconds ): EmbeddingBatch {
		$until = microtime( true ) + $seconds;
		for ( $try = 1; ; $try++ ) {
			try {
				return $this->attempt( $texts, $until - microtime( true ) );
			} catch ( LlmFailure $failure ) {
				$pause = max( self::PAUSE * 2 ** ( $try - 1 ) * ( 1 + random_int( 0, 250 ) / 1000 ), (float) ( $failure->retry_after ?? 0 ) );
				if ( $try >= self::TRIES || ! self::may_pass( $failure->kind ) || microtime( true ) + $pause + self::LEFT > $until ) {
					throw $failure;
				}
				usleep( (int) ( $pause * 1_000_000 ) );
			}
		}
	}

	/**
	 * @param non-empty-list<string> $texts
	 *
	 * @throws LlmFailure
	 */
	private function attempt( array $texts, float $seconds ): EmbeddingBatch {
		$endpoint = Endpoint::from_config( $this->config );
		$body     = [
			'model' => $this->config->model,
			'input' => $texts,
		] + ( $this->dimensions > 0 ? [ 'dimensions' => $this->dimensions ] : [] );
		$sending  = $this->server->send(
			$endpoint,
			$endpoint->embeddings(),
			(string) wp_json_encode( $body, JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE ),
			$this->config->allowed_hosts,
			max( 0.1, $seconds ),
			new NotCancelled(),
		);
		$received = '';
		foreach ( $sending as $bytes ) {
			$received .= $bytes;
		}
		$answer = $sending->getReturn();
		if ( null === $answer || ! $answer->is_success() ) {
			throw $this->refusal( null === $answer ? new ErrorResponse( 0, '' ) : ErrorResponse::from_response( $answer ), $endpoint );
		}
		$decoded = json_decode( $received, true, 8, JSON_INVALID_UTF8_SUBSTITUTE );
		$error   = ErrorResponse::from_body( $decoded );
		if ( null !== $error ) {
			throw $this->refusal( $error, $endpoint );
		}
		return EmbeddingResponseParser::parse( is_array( $decoded ) ? $decoded : [], $texts );
	}

	private function refusal( ErrorResponse $response, Endpoint $endpoint ): LlmFailure {
		$failure = ErrorResponseMapper::failure( $response, $endpoint->address(), $this->config->model, $this->config->key );
		if ( in_array( $response->status, [ 404, 405 ], true ) && LlmFailureKind::BadResponse === $failure->kind ) {
			return new LlmFailure(
				$failure->kind,
				sprintf(
					/* translators: %s: an address. */
					__( 'There are no embeddings at %s. Check the path of the address; it often ends in /v1.', 'aaia-chatbot' ),
					$endpoint->address(),
				),
			);
		}
		if (
			$this->dimensions > 0
			&& $response->status >= 400
			&& $response->status < 500
			&& 1 === preg_match( self::ONE_SIZE, $response->said . ' ' . $response->param )
		) {
			return new LlmFailure(
				LlmFailureKind::BadRequest,
				__( 'This model does not give vectors of the size asked for. Set the number of dimensions to 0.', 'aaia-chatbot' ),
			);
		}
		if ( LlmFailureKind::ContextFull === $failure->kind ) {
			return new LlmFailure( $failure->kind, __( 'A text is longer than the model can read.', 'aaia-chatbot' ) );
		}
		return $failure;
	}

	/** Whether the same call may succeed a moment later. */
	private static function may_pass( LlmFailureKind $kind ): bool {
		return match ( $kind ) {
			LlmFailureKind::RateLimited, LlmFailureKind::ServerError, LlmFailureKind::Connection,
			LlmFailureKind::Cut, LlmFailureKind::Timeout => true,
			default => false,
		};
	}
}
