<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\Redaction;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;

/** Maps a server's error response to an LlmFailure: a sentence for the owner with the server's message in brackets, without a key. */
final class ErrorResponseMapper {

	/**
	 * Error codes and messages by kind; each pattern was seen at one or more providers (OpenAI, Azure, Mistral, Ollama, vLLM, OpenRouter,
	 * Groq).
	 */
	private const QUOTA   = '/insufficient_quota|exceeded your current quota|billing|insufficient (?:funds|credits|balance)|payment '
		. 'required|out of credits|credit balance/i';
	private const CONTEXT = '/context_length_exceeded|context (?:length|window|size)|maximum context|prompt is too long|too many '
		. '(?:input )?tokens|input is too long|reduce the length|string_above_max_length/i';
	private const FILTER  = '/content_filter|content_policy|content management policy|responsibleai|moderation|flagged/i';
	private const MODEL   = '/model_not_found|deploymentnotfound|unknown_model|invalid_model|invalid model|no such model|model '
		. '.{0,120}(?:does not exist|not found|not exist|is not available|not supported)|not a valid model|try pulling it/i';
	private const KEY     = '/invalid_api_key|incorrect api key|invalid api key|authentication|unauthorized|permission|access denied/i';

	/** @param string $address Shown to the owner; contains no key. */
	public static function failure( ErrorResponse $error, string $address, string $model, #[\SensitiveParameter] string $key ): LlmFailure {
		$kind     = self::kind( $error );
		$sentence = self::sentence( $kind, $error, $address, $model, $key );
		$said     = Redaction::redact( $error->said, $key );
		if ( '' !== $said ) {
			$sentence .= ' (' . $said . ')';
		}
		return new LlmFailure( $kind, $sentence, $error->retry_after, $error );
	}

	public static function kind( ErrorResponse $error ): LlmFailureKind {
		$said = $error->codes . ' ' . $error->said;
		return match ( true ) {
			402 === $error->status || 1 === preg_match( self::QUOTA, $said )        => LlmFailureKind::Quota,
			401 === $error->status                                                => LlmFailureKind::Unauthorized,
			429 === $error->status                                                => LlmFailureKind::RateLimited,
			413 === $error->status || 1 === preg_match( self::CONTEXT, $said )      => LlmFailureKind::ContextFull,
			1 === preg_match( self::FILTER, $said )                                   => LlmFailureKind::ContentFilter,
			1 === preg_match( self::MODEL, $said )                                    => LlmFailureKind::ModelUnknown,
			403 === $error->status                                                => LlmFailureKind::Unauthorized,
			in_array( $error->status, [ 408, 504, 524 ], true )                   => LlmFailureKind::Timeout,
			$error->status >= 500                                                 => LlmFailureKind::ServerError,
			404 === $error->status, 405 === $error->status                      => LlmFailureKind::BadResponse,
			$error->status >= 300 && $error->status < 400                       => LlmFailureKind::BadResponse,
			1 === preg_match( '/rate.?limit/i', $said )                                => LlmFailureKind::RateLimited,
			0 === $error->status && 1 === preg_match( self::KEY, $said )            => LlmFailureKind::Unauthorized,
			0 === $error->status                                                  => LlmFailureKind::ServerError,
			default                                                                  => LlmFailureKind::BadRequest,
		};
	}

	private static function sentence(
		LlmFailureKind $kind,
		ErrorResponse $error,
		string $address,
		string $model,
		#[\SensitiveParameter] string $key,
	): string {
		return match ( $kind ) {
			LlmFailureKind::Quota         => __( 'The account at the provider has no credit left. Check its plan and billing.', 'aaia-chatbot' ),
			LlmFailureKind::Unauthorized  => 403 === $error->status
				? __( 'The provider does not allow this key to use the model. Check the rights of the key or project.', 'aaia-chatbot' )
				: __( 'The provider does not accept the key. Check that it is whole, valid and for this provider.', 'aaia-chatbot' ),
			LlmFailureKind::RateLimited   => __( 'The provider limits the number of requests and asks to wait.', 'aaia-chatbot' ),
			LlmFailureKind::ContextFull   => __(
				'The question with its passages is longer than the model can read. Choose a model with a larger context.',
				'aaia-chatbot',
			),
			LlmFailureKind::ContentFilter => __( 'The provider’s content filter stopped the answer.', 'aaia-chatbot' ),
			LlmFailureKind::ModelUnknown  => sprintf(
				/* translators: %s: name of the model. */
				__( 'The provider does not know the model “%s”, or the key may not use it.', 'aaia-chatbot' ),
				$model,
			),
			LlmFailureKind::Timeout       => __( 'The provider gave up waiting for the model.', 'aaia-chatbot' ),
			LlmFailureKind::ServerError   => __(
				'The provider reports an error of its own. This usually passes; see its status page if not.',
				'aaia-chatbot',
			),
			LlmFailureKind::BadResponse   => self::wrong_address( $error, $address, $key ),
			default                       => __( 'The provider refused the request.', 'aaia-chatbot' ),
		};
	}

	private static function wrong_address( ErrorResponse $error, string $address, #[\SensitiveParameter] string $key ): string {
		if ( $error->status >= 300 && $error->status < 400 ) {
			return sprintf(
				/* translators: %s: an address. */
				__( 'The address redirects to %s. Enter the final address as base URL.', 'aaia-chatbot' ),
				Redaction::redact( $error->location, $key ),
			);
		}
		return sprintf(
			/* translators: %s: an address. */
			__( 'There are no chat completions at %s. Check the path of the base URL; it often ends in /v1.', 'aaia-chatbot' ),
			$address,
		);
	}
}
