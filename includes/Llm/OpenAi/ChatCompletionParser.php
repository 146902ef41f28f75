<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\Finished;
use Aaia\Chatbot\Llm\FinishReason;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\StreamPart;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\Usage;

/**
 * Parses the body of a chat completion into parts, streamed or not: servers that were asked to stream may answer with one JSON
 * object. Reasoning is removed.
 */
final class ChatCompletionParser {

	/** Most bytes of text of one answer; about ten times what max_tokens allows by default. */
	private const TEXT = 64_000;

	private readonly EventStreamParser $events;

	private readonly ToolCallAssembler $calls;

	private readonly ReasoningFilter $reasoning;

	/** First character: `{` or `[` for JSON, `<` for a web page, anything else for an event stream; empty before it. */
	private string $first = '';

	private string $body = '';

	private string $text = '';

	private ?FinishReason $reason = null;

	private ?Usage $usage = null;

	private bool $done = false;

	public function __construct() {
		$this->events   = new EventStreamParser();
		$this->calls    = new ToolCallAssembler();
		$this->reasoning = new ReasoningFilter();
	}

	/** Whether text was returned, after which the request must not be repeated. */
	public function has_begun(): bool {
		return '' !== $this->text;
	}

	/** Whether the end of the answer was received, so that the connection can be closed. */
	public function is_done(): bool {
		return $this->done;
	}

	/** Whether the answer is complete: a connection that breaks now loses at most the token count. */
	public function is_complete(): bool {
		return $this->done || null !== $this->reason;
	}

	/**
	 * Parses more bytes of the body. Parts returned before an exception remain valid.
	 *
	 * @return iterable<StreamPart>
	 *
	 * @throws ErrorResponse   When the stream contains an error.
	 * @throws LlmFailure When it is not a chat completion.
	 */
	public function feed( string $bytes ): iterable {
		if ( '' === $this->first ) {
			$this->body .= $bytes;
			$start       = ltrim( str_starts_with( $this->body, "\xEF\xBB\xBF" ) ? substr( $this->body, 3 ) : $this->body );
			if ( '' === $start ) {
				return;
			}
			$this->first = $start[0];
			$bytes       = $this->body;
			$this->body  = '';
		}
		if ( in_array( $this->first, [ '{', '[', '<' ], true ) ) {
			$this->body .= $bytes;
			return;
		}
		try {
			$events = $this->events->feed( $bytes );
		} catch ( \LengthException ) {
			throw $this->unreadable();
		}
		foreach ( $events as $event ) {
			foreach ( $this->read_event( $event ) as $part ) {
				yield $part;
			}
		}
	}

	/**
	 * Parses the rest at the end of the body.
	 *
	 * @return list<StreamPart> The remaining parts, ending with a Finished.
	 *
	 * @throws ErrorResponse   When the body is an error.
	 * @throws LlmFailure When it was cut, empty or not a chat completion.
	 */
	public function finish(): array {
		$parts = [];
		if ( '<' === $this->first ) {
			throw new LlmFailure(
				LlmFailureKind::BadResponse,
				__( 'The address answers with a web page, not with a model’s answer. Check the base URL; it often ends in /v1.', 'aaia-chatbot' ),
			);
		}
		if ( in_array( $this->first, [ '{', '[' ], true ) ) {
			$parts      = $this->read_object( $this->decode( $this->body ) );
			$this->done = true;
		}
		$rest = $this->reasoning->rest();
		if ( '' !== $rest ) {
			$parts = [ ...$parts, ...$this->show( $rest ) ];
		}
		$this->check_complete();
		$calls  = $this->calls->calls();
		$reason = $this->reason ?? FinishReason::Stop;
		if ( [] !== $calls && FinishReason::Stop === $reason ) {
			$reason = FinishReason::ToolCalls;
		}
		return [ ...$parts, ...$calls, ...( null === $this->usage ? [] : [ $this->usage ] ), new Finished( $reason ) ];
	}

	private function check_complete(): void {
		$is_empty = '' === $this->text && $this->calls->is_empty();
		if ( ! $this->is_complete() ) {
			throw $is_empty
				? new LlmFailure(
					LlmFailureKind::BadResponse,
					__( 'The model server ended its answer before a word. Check that the base URL is an OpenAI-compatible address.', 'aaia-chatbot' ),
				)
				: new LlmFailure( LlmFailureKind::Cut, __( 'The model’s answer ended in the middle.', 'aaia-chatbot' ) );
		}
		if ( $is_empty ) {
			throw FinishReason::ContentFilter === $this->reason
				? new LlmFailure( LlmFailureKind::ContentFilter, __( 'The provider’s content filter stopped the answer.', 'aaia-chatbot' ) )
				: new LlmFailure(
					LlmFailureKind::NoAnswer,
					__( 'The model gave an empty answer. If it thinks before it answers, allow it more tokens.', 'aaia-chatbot' ),
				);
		}
	}

	/** @return list<StreamPart> */
	private function read_event( ServerSentEvent $event ): array {
		$data = trim( $event->data );
		if ( $this->done || '' === $data ) {
			return [];
		}
		if ( '[DONE]' === $data ) {
			$this->done = true;
			return [];
		}
		$decoded = $this->decode( $data );
		if ( 'error' === $event->type && ! isset( $decoded['error'] ) ) {
			$decoded = [ 'error' => $decoded ];
		}
		return $this->read_object( $decoded );
	}

	/**
	 * @param array<mixed> $decoded A chunk or a whole completion.
	 *
	 * @return list<StreamPart>
	 */
	private function read_object( array $decoded ): array {
		$error = ErrorResponse::from_body( $decoded[0] ?? $decoded );
		if ( null !== $error ) {
			throw $error;
		}
		$this->read_usage( $decoded['usage'] ?? null );
		$choices = $decoded['choices'] ?? null;
		if ( ! is_array( $choices ) ) {
			if ( null === $this->usage && '' === $this->text && ! isset( $decoded['object'] ) ) {
				throw $this->unreadable();
			}
			return [];
		}
		$choice = $choices[0] ?? null;
		if ( ! is_array( $choice ) ) {
			return [];
		}
		$said = $choice['delta'] ?? $choice['message'] ?? [];
		$said = is_array( $said ) ? $said : [];
		$this->calls->add( $said['tool_calls'] ?? null );
		$parts = $this->show( $this->reasoning->pass( self::text_of( $said['content'] ?? null ) . self::text_of( $said['refusal'] ?? null ) ) );
		if ( is_string( $choice['finish_reason'] ?? null ) && '' !== $choice['finish_reason'] && ! $this->done ) {
			$this->reason = self::reason_of( $choice['finish_reason'] );
		}
		return $parts;
	}

	/** @return list<TextDelta> */
	private function show( string $text ): array {
		$room = self::TEXT - strlen( $this->text );
		if ( strlen( $text ) > $room ) {
			$text         = mb_strcut( $text, 0, max( 0, $room ), 'UTF-8' );
			$this->reason = FinishReason::Length;
			$this->done   = true;
		}
		$this->text .= $text;
		return '' === $text ? [] : [ new TextDelta( $text ) ];
	}

	private function read_usage( mixed $usage ): void {
		if ( ! is_array( $usage ) ) {
			return;
		}
		$input  = $usage['prompt_tokens'] ?? $usage['input_tokens'] ?? null;
		$output = $usage['completion_tokens'] ?? $usage['output_tokens'] ?? null;
		if ( is_numeric( $input ) || is_numeric( $output ) ) {
			$this->usage = new Usage( max( 0, (int) $input ), max( 0, (int) $output ) );
		}
	}

	/** Content is a string, or a list of parts of which those of type `text` are used. */
	private static function text_of( mixed $content ): string {
		if ( is_string( $content ) ) {
			return $content;
		}
		$text = '';
		foreach ( is_array( $content ) ? $content : [] as $part ) {
			if ( is_array( $part ) && 'text' === ( $part['type'] ?? '' ) && is_string( $part['text'] ?? null ) ) {
				$text .= $part['text'];
			}
		}
		return $text;
	}

	private static function reason_of( string $said ): FinishReason {
		return match ( strtolower( $said ) ) {
			'length', 'max_tokens', 'model_length'            => FinishReason::Length,
			'tool_calls', 'function_call', 'tool_use', 'tool' => FinishReason::ToolCalls,
			'content_filter', 'safety', 'recitation'          => FinishReason::ContentFilter,
			default                                           => FinishReason::Stop,
		};
	}

	/** @return array<mixed> */
	private function decode( string $json ): array {
		$decoded = json_decode( $json, true, 64, JSON_INVALID_UTF8_SUBSTITUTE );
		if ( JSON_ERROR_UTF16 === json_last_error() ) {
			// A lone surrogate, from a server that split a character.
			$json    = (string) preg_replace(
				'/\\\\ud[89ab][0-9a-f]{2}(?!\\\\ud[c-f])|(?<!\\\\ud[89ab][0-9a-f]{2})\\\\ud[c-f][0-9a-f]{2}/i',
				'\\ufffd',
				$json,
			);
			$decoded = json_decode( $json, true, 64, JSON_INVALID_UTF8_SUBSTITUTE );
		}
		if ( ! is_array( $decoded ) ) {
			throw $this->unreadable();
		}
		return $decoded;
	}

	private function unreadable(): LlmFailure {
		return $this->has_begun()
			? new LlmFailure( LlmFailureKind::Cut, __( 'The model’s answer became unreadable in the middle.', 'aaia-chatbot' ) )
			: new LlmFailure(
				LlmFailureKind::BadResponse,
				__( 'The address answers, but not as an OpenAI-compatible server. Check the base URL; it often ends in /v1.', 'aaia-chatbot' ),
			);
	}
}
