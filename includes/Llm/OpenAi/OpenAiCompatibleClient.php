<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\OutgoingResponse;
use Aaia\Chatbot\Llm\Cancellation;
use Aaia\Chatbot\Llm\Capabilities;
use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Llm\LlmClient;
use Aaia\Chatbot\Llm\LlmConfig;
use Aaia\Chatbot\Llm\LlmConfigSource;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\StreamPart;

/**
 * Client of chat completions on any OpenAI-compatible server: OpenAI, Azure, Mistral, Ollama, vLLM and many more.
 *
 * Text is yielded as it arrives. A request is repeated only while no text was yielded: once after a 429 with a short wait, and when a
 * server rejects an optional parameter, which is then remembered for a day.
 */
final class OpenAiCompatibleClient implements LlmClient {

	public const ID = 'openai';

	/** Longest wait before a second attempt, seconds. */
	private const WAIT = 5;

	/** Most optional parameters a server may reject one after another in one turn. */
	private const ADAPTATIONS = 4;

	/** Option that remembers the parameters of one server and model, read with the other options of a route. */
	public const OPTION = 'aaia_chatbot_llm_parameters';

	/** How long rejected parameters are remembered, seconds; the server may be replaced meanwhile. */
	private const REMEMBERED = DAY_IN_SECONDS;

	public function __construct(
		private readonly LlmConfigSource $source,
		private readonly ModelServerClient $server,
	) {}

	public function id(): string {
		return self::ID;
	}

	public function capabilities(): Capabilities {
		$config = $this->source->current();
		return new Capabilities(
			streaming: function_exists( 'curl_init' ),
			tools: $this->parameters( $config )->tools,
			model: $config->model,
			remote: ! $this->is_this_machine( $config ),
		);
	}

	public function stream( ChatRequest $request, Cancellation $cancel ): iterable {
		$config   = $this->source->current();
		$endpoint = Endpoint::from_config( $config );
		if ( '' === $config->model ) {
			throw new LlmFailure( LlmFailureKind::NotConfigured, __( 'No model is chosen. Enter its name.', 'aaia-chatbot' ) );
		}
		$parameters = $this->parameters( $config );
		$deadline   = microtime( true ) + $request->seconds;
		$waited     = false;
		for ( $adapted = 0;; ) {
			$parser = new ChatCompletionParser();
			try {
				yield from ApiKeyFilter::filter(
					$this->attempt( $endpoint, RequestBodyBuilder::build( $request, $config, $parameters ), $config, $parser, $deadline, $cancel ),
					$config->key,
				);
				return;
			} catch ( ErrorResponse $error ) {
				$failure = ErrorResponseMapper::failure( $error, $endpoint->address(), $config->model, $config->key );
				if ( $parser->has_begun() ) {
					throw $failure;
				}
				$other = $adapted < self::ADAPTATIONS ? $parameters->without_rejected( $error ) : null;
				if ( null !== $other ) {
					++$adapted;
					$parameters = $other;
					update_option( self::OPTION, [ self::server( $config ), $parameters->encode(), time() + self::REMEMBERED ], false );
				} elseif ( ! $waited && $this->is_worth_waiting( $failure, $deadline ) ) {
					$waited = true;
					$this->wait( (int) $failure->retry_after, $cancel );
				} else {
					throw $failure;
				}
			}
		}
	}

	/**
	 * @return \Generator<int, StreamPart>
	 *
	 * @throws ErrorResponse   When the server answers with an error.
	 * @throws LlmFailure When the request fails or the answer cannot be parsed.
	 */
	private function attempt(
		Endpoint $endpoint,
		string $body,
		LlmConfig $config,
		ChatCompletionParser $parser,
		float $deadline,
		Cancellation $cancel,
	): \Generator {
		$sending = $this->server->send(
			$endpoint,
			$endpoint->chat(),
			$body,
			$config->allowed_hosts,
			max( 1.0, $deadline - microtime( true ) ),
			$cancel,
		);
		try {
			yield from $this->read( $sending, $parser );
			foreach ( $parser->finish() as $part ) {
				yield $part;
			}
		} finally {
			// After the last part, because closing a connection that the server keeps open can take a second.
			if ( $sending->valid() ) {
				$sending->send( true );
			}
		}
	}

	/**
	 * Reads to the end of the answer. A connection that breaks after the end is no failure.
	 *
	 * @param \Generator<int, string, ?bool, ?OutgoingResponse> $sending
	 *
	 * @return \Generator<int, StreamPart>
	 */
	private function read( \Generator $sending, ChatCompletionParser $parser ): \Generator {
		try {
			while ( $sending->valid() ) {
				foreach ( $parser->feed( $sending->current() ) as $part ) {
					yield $part;
				}
				if ( $parser->is_done() ) {
					return;
				}
				$sending->next();
			}
			$answer = $sending->getReturn();
			if ( null !== $answer && ! $answer->is_success() ) {
				throw ErrorResponse::from_response( $answer );
			}
		} catch ( LlmFailure $failure ) {
			if ( ! $parser->is_complete() || LlmFailureKind::Cancelled === $failure->kind ) {
				throw $failure;
			}
		}
	}

	private function is_worth_waiting( LlmFailure $failure, float $deadline ): bool {
		return LlmFailureKind::RateLimited === $failure->kind
			&& null !== $failure->retry_after
			&& $failure->retry_after <= self::WAIT
			&& microtime( true ) + $failure->retry_after + 1 < $deadline;
	}

	private function wait( int $seconds, Cancellation $cancel ): void {
		$until = microtime( true ) + $seconds;
		while ( microtime( true ) < $until ) {
			if ( $cancel->requested() ) {
				throw new LlmFailure( LlmFailureKind::Cancelled, __( 'The answer was stopped.', 'aaia-chatbot' ) );
			}
			usleep( 200_000 );
		}
	}

	private function parameters( LlmConfig $config ): SupportedParameters {
		[ $server, $encoded, $until ] = array_pad( (array) get_option( self::OPTION, [] ), 3, null );
		return self::server( $config ) === $server && is_string( $encoded ) && $until > time()
			? SupportedParameters::decode( $encoded )
			: new SupportedParameters();
	}

	private static function server( LlmConfig $config ): string {
		return md5( $config->base_url . "\n" . $config->model );
	}

	private function is_this_machine( LlmConfig $config ): bool {
		try {
			return in_array( Endpoint::from_config( $config )->host, [ 'localhost', '127.0.0.1' ], true );
		} catch ( LlmFailure ) {
			return false;
		}
	}
}
