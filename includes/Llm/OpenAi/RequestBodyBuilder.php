<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Llm\LlmConfig;
use Aaia\Chatbot\Llm\ToolDefinition;
use Aaia\Chatbot\Llm\ToolExchange;
use Aaia\Chatbot\Support\Text;

/** Builds the JSON body of a chat completion request. */
final class RequestBodyBuilder {

	public static function build( ChatRequest $request, LlmConfig $config, SupportedParameters $parameters ): string {
		$body = [
			'model'    => $config->model,
			'messages' => self::messages( $request ),
			'stream'   => $parameters->stream,
		];
		$body[ $parameters->new_token_limit ? 'max_completion_tokens' : 'max_tokens' ] = $request->max_tokens;
		if ( $parameters->usage_in_stream && $parameters->stream ) {
			$body['stream_options'] = [ 'include_usage' => true ];
		}
		if ( $parameters->temperature && null !== $config->temperature ) {
			$body['temperature'] = $config->temperature;
		}
		if ( $parameters->tools && [] !== $request->tools ) {
			$body['tools'] = array_map( self::tool( ... ), $request->tools );
		}
		return (string) wp_json_encode( $body, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
	}

	/** @return list<array<string, mixed>> */
	private static function messages( ChatRequest $request ): array {
		$messages = [];
		if ( '' !== $request->system ) {
			$messages[] = [ 'role' => 'system', 'content' => $request->system ];
		}
		$said = [];
		foreach ( $request->history as $message ) {
			$said[] = [ 'role' => $message->role, 'content' => $message->text ];
		}
		$said[] = [ 'role' => 'user', 'content' => $request->question ];
		$messages = [ ...$messages, ...self::alternating( $said ) ];
		foreach ( $request->exchanges as $exchange ) {
			$messages = [ ...$messages, ...self::exchange( $exchange ) ];
		}
		return $messages;
	}

	/**
	 * Merges consecutive messages of one role and starts with a user message: some chat templates require user and assistant to alternate.
	 *
	 * @param list<array{role: string, content: string}> $said
	 *
	 * @return list<array{role: string, content: string}>
	 */
	private static function alternating( array $said ): array {
		$turns = [];
		foreach ( $said as $message ) {
			$last = array_pop( $turns );
			if ( null === $last ) {
				$turns = 'assistant' === $message['role'] ? [ [ 'role' => 'user', 'content' => '…' ], $message ] : [ $message ];
			} elseif ( $last['role'] === $message['role'] ) {
				$turns[] = [ 'role' => $last['role'], 'content' => $last['content'] . "\n\n" . $message['content'] ];
			} else {
				$turns = [ ...$turns, $last, $message ];
			}
		}
		return $turns;
	}

	/** @return list<array<string, mixed>> */
	private static function exchange( ToolExchange $exchange ): array {
		return [
			[
				'role'       => 'assistant',
				'content'    => $exchange->text_before,
				'tool_calls' => [
					[
						'id'       => $exchange->call_id,
						'type'     => 'function',
						'function' => [
							'name'      => $exchange->name,
							'arguments' => (string) wp_json_encode( (object) $exchange->input, JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE ),
						],
					],
				],
			],
			[ 'role' => 'tool', 'tool_call_id' => $exchange->call_id, 'content' => Text::valid( $exchange->result ) ],
		];
	}

	/** @return array<string, mixed> */
	private static function tool( ToolDefinition $tool ): array {
		$schema = $tool->schema;
		if ( [] === ( $schema['properties'] ?? null ) ) {
			// An empty PHP array would be encoded as a JSON list.
			$schema['properties'] = new \stdClass();
		}
		return [
			'type'     => 'function',
			'function' => [
				'name' => $tool->name,
				'description' => $tool->description,
				'parameters' => [] === $schema ? new \stdClass() : $schema,
			],
		];
	}
}
