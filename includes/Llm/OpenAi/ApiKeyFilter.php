<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\SecretFilter;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\StreamPart;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\ToolCallRequested;

/** Removes the API key from an answer: some servers and proxies echo what they were sent, and answers are shown to visitors. */
final class ApiKeyFilter {

	/**
	 * Filters the parts of an answer. The key is found within one text delta, across several, and in the input of tool calls.
	 *
	 * @param iterable<StreamPart> $parts
	 *
	 * @return \Generator<int, StreamPart>
	 *
	 * @throws LlmFailure|ErrorResponse What reading the parts throws, after the text before it was yielded.
	 */
	public static function filter( iterable $parts, #[\SensitiveParameter] string $key ): \Generator {
		$filter = new SecretFilter( [ $key ] );
		try {
			foreach ( $parts as $part ) {
				$shown = $part instanceof TextDelta ? $filter->push( $part->text ) : $filter->finish();
				if ( '' !== $shown ) {
					yield new TextDelta( $shown );
				}
				if ( ! $part instanceof TextDelta ) {
					yield $part instanceof ToolCallRequested ? self::call( $part, $key ) : $part;
				}
			}
		} catch ( LlmFailure | ErrorResponse $failure ) {
			$shown = $filter->finish();
			if ( '' !== $shown ) {
				yield new TextDelta( $shown );
			}
			throw $failure;
		}
	}

	private static function call( ToolCallRequested $call, #[\SensitiveParameter] string $key ): ToolCallRequested {
		$raw = ( new SecretFilter( [ $key ] ) )->cleaned( $call->raw );
		if ( $raw === $call->raw ) {
			return $call;
		}
		$decoded = json_decode( $raw, true );
		return new ToolCallRequested( $call->call_id, $call->name, is_array( $decoded ) ? $decoded : null, $raw );
	}
}
