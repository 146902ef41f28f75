<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\WordPress;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\Redaction;
use Aaia\Chatbot\Llm\Cancellation;
use Aaia\Chatbot\Llm\Capabilities;
use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Llm\Finished;
use Aaia\Chatbot\Llm\FinishReason;
use Aaia\Chatbot\Llm\LlmClient;
use Aaia\Chatbot\Llm\LlmConfigSource;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\OpenAi\ErrorResponse;
use Aaia\Chatbot\Llm\OpenAi\ErrorResponseMapper;
use Aaia\Chatbot\Llm\StreamPart;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\ToolCallRequested;
use Aaia\Chatbot\Llm\Usage;
use Aaia\Chatbot\Support\Ids;
use WordPress\AiClient\Messages\DTO\MessagePart;
use WordPress\AiClient\Providers\Http\DTO\RequestOptions;
use WordPress\AiClient\Results\DTO\GenerativeAiResult;

/**
 * Client of the AI provider connected in WordPress (7.0 and later), with the keys stored by WordPress.
 *
 * WordPress's AI client does not stream, so the answer arrives as one part. The `model` setting is a preference; without it, or when
 * the provider has no such model, WordPress chooses. When no model supports tools, the request is repeated without them.
 */
final class WordPressAiClient implements LlmClient {

	public const ID = 'wordpress';

	/** Time limit of an answer that is shown only when complete, seconds. */
	private const TIME = 45.0;

	public function __construct( private readonly LlmConfigSource $config ) {}

	public function id(): string {
		return self::ID;
	}

	public function capabilities(): Capabilities {
		$model = $this->config->current()->model;
		return new Capabilities( streaming: false, tools: true, model: '' === $model ? 'WordPress AI' : $model, remote: true );
	}

	public function stream( ChatRequest $request, Cancellation $cancel ): iterable {
		if ( ! function_exists( 'wp_ai_client_prompt' ) || ! function_exists( 'wp_supports_ai' ) || ! wp_supports_ai() ) {
			throw new LlmFailure(
				LlmFailureKind::NotConfigured,
				__( 'This WordPress offers no AI: it is older than 7.0, or AI is switched off.', 'aaia-chatbot' ),
			);
		}
		$watch = new BlockingCallCanceller( $cancel );
		$watch->attach();
		try {
			$result = $this->ask( $request, [] !== $request->tools );
			if ( is_wp_error( $result ) && [] !== $request->tools && ! $watch->cancelled && $this->finds_no_model( $result ) ) {
				$result = $this->ask( $request, false );
			}
		} finally {
			$watch->detach();
		}
		if ( $watch->cancelled ) {
			throw new LlmFailure( LlmFailureKind::Cancelled, __( 'The answer was stopped.', 'aaia-chatbot' ) );
		}
		if ( is_wp_error( $result ) ) {
			throw $this->failure( $result );
		}
		foreach ( $this->parts( $result ) as $part ) {
			yield $part;
		}
	}

	/** Calls WordPress; blocks until the answer is complete. */
	private function ask( ChatRequest $request, bool $with_tools ): GenerativeAiResult|\WP_Error {
		$model   = $this->config->current()->model;
		$builder = wp_ai_client_prompt( PromptMessageBuilder::messages( $request ) )
			->using_max_tokens( $request->max_tokens )
			->using_request_options( RequestOptions::fromArray( [ RequestOptions::KEY_TIMEOUT => min( $request->seconds, self::TIME ) ] ) );
		if ( '' !== $request->system ) {
			$builder = $builder->using_system_instruction( $request->system );
		}
		if ( '' !== $model ) {
			$builder = $builder->using_model_preference( $model );
		}
		if ( $with_tools ) {
			$builder = $builder->using_function_declarations( ...PromptMessageBuilder::tools( $request ) );
		}
		return $builder->generate_text_result();
	}

	/** @return list<StreamPart> */
	private function parts( GenerativeAiResult $result ): array {
		$candidate = $result->getCandidates()[0];
		$text      = '';
		$calls     = [];
		foreach ( $candidate->getMessage()->getParts() as $part ) {
			if ( ! $part->getChannel()->isContent() ) {
				continue;
			}
			$text .= (string) $part->getText();
			$call  = $this->call( $part );
			if ( null !== $call ) {
				$calls[] = $call;
			}
		}
		$reason = match ( $candidate->getFinishReason()->value ) {
			'length'         => FinishReason::Length,
			'content_filter' => FinishReason::ContentFilter,
			'tool_calls'     => FinishReason::ToolCalls,
			default          => [] === $calls ? FinishReason::Stop : FinishReason::ToolCalls,
		};
		if ( '' === $text && [] === $calls ) {
			throw FinishReason::ContentFilter === $reason
				? new LlmFailure( LlmFailureKind::ContentFilter, __( 'The provider’s content filter stopped the answer.', 'aaia-chatbot' ) )
				: new LlmFailure(
					LlmFailureKind::NoAnswer,
					__( 'The model gave an empty answer. If it thinks before it answers, allow it more tokens.', 'aaia-chatbot' ),
				);
		}
		$usage = $result->getTokenUsage();
		$said  = '' === $text ? [] : [ new TextDelta( $text ) ];
		return [
			...$said,
			...$calls,
			new Usage( $usage->getPromptTokens(), $usage->getCompletionTokens(), $result->getModelMetadata()->getId() ),
			new Finished( $reason ),
		];
	}

	private function call( MessagePart $part ): ?ToolCallRequested {
		$call = $part->getFunctionCall();
		if ( null === $call ) {
			return null;
		}
		$input = $call->getArgs();
		$input = $input instanceof \stdClass ? (array) $input : $input;
		$raw   = is_string( $input ) ? $input : (string) wp_json_encode( $input ?? new \stdClass() );
		return new ToolCallRequested(
			$call->getId() ?? 'call_' . Ids::random(),
			(string) $call->getName(),
			is_array( $input ) || null === $input ? $input ?? [] : null,
			substr( $raw, 0, 20_000 ),
		);
	}

	/** Whether WordPress found no model that supports everything requested. */
	private function finds_no_model( \WP_Error $error ): bool {
		return 'prompt_invalid_argument' === $error->get_error_code() && 1 === preg_match( '/No models? found/i', $error->get_error_message() );
	}

	private function failure( \WP_Error $error ): LlmFailure {
		$data   = $error->get_error_data();
		$status = is_array( $data ) && is_int( $data['status'] ?? null ) ? $data['status'] : 0;
		$said   = $error->get_error_message();
		if ( $this->finds_no_model( $error ) || 'prompt_prevented' === $error->get_error_code() ) {
			return new LlmFailure(
				LlmFailureKind::NotConfigured,
				__(
					'WordPress has no AI provider connected that can answer. Connect one under Settings, Connectors.',
					'aaia-chatbot',
				) . ' (' . Redaction::redact( $said ) . ')',
			);
		}
		return match ( $error->get_error_code() ) {
			'prompt_network_error'         => new LlmFailure(
				1 === preg_match( '/timed? ?out/i', $said ) ? LlmFailureKind::Timeout : LlmFailureKind::Connection,
				__( 'WordPress could not reach the AI provider.', 'aaia-chatbot' ) . ' (' . Redaction::redact( $said ) . ')',
			),
			'prompt_token_limit_reached'   => ErrorResponseMapper::failure( new ErrorResponse( 413, $said ), '', '', '' ),
			'prompt_upstream_server_error' => ErrorResponseMapper::failure(
				new ErrorResponse( max( 500, $status ), $said ),
				'',
				$this->config->current()->model,
				'',
			),
			default                        => ErrorResponseMapper::failure(
				new ErrorResponse( $status, $said ),
				'',
				$this->config->current()->model,
				'',
			),
		};
	}
}
