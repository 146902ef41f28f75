<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\WordPress;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\ChatRequest;
use WordPress\AiClient\Messages\DTO\Message;
use WordPress\AiClient\Messages\DTO\MessagePart;
use WordPress\AiClient\Messages\DTO\ModelMessage;
use WordPress\AiClient\Messages\DTO\UserMessage;
use WordPress\AiClient\Tools\DTO\FunctionCall;
use WordPress\AiClient\Tools\DTO\FunctionDeclaration;
use WordPress\AiClient\Tools\DTO\FunctionResponse;

/** Converts a request into messages and function declarations of WordPress's AI client. */
final class PromptMessageBuilder {

	/** @return list<Message> History, question and tool exchanges, oldest first. */
	public static function messages( ChatRequest $request ): array {
		$messages = [];
		foreach ( $request->history as $said ) {
			if ( [] === $messages && 'assistant' === $said->role ) {
				// Some providers require the first message to be the user's.
				$messages[] = new UserMessage( [ new MessagePart( '…' ) ] );
			}
			$part       = [ new MessagePart( $said->text ) ];
			$messages[] = 'user' === $said->role ? new UserMessage( $part ) : new ModelMessage( $part );
		}
		$messages[] = new UserMessage( [ new MessagePart( $request->question ) ] );
		foreach ( $request->exchanges as $exchange ) {
			$called     = [ new MessagePart( new FunctionCall( $exchange->call_id, $exchange->name, $exchange->input ) ) ];
			$before     = '' === $exchange->text_before ? [] : [ new MessagePart( $exchange->text_before ) ];
			$messages[] = new ModelMessage( [ ...$before, ...$called ] );
			$messages[] = new UserMessage( [ new MessagePart( new FunctionResponse( $exchange->call_id, $exchange->name, $exchange->result ) ) ] );
		}
		return $messages;
	}

	/** @return list<FunctionDeclaration> */
	public static function tools( ChatRequest $request ): array {
		$declared = [];
		foreach ( $request->tools as $tool ) {
			$declared[] = new FunctionDeclaration( $tool->name, $tool->description, $tool->schema );
		}
		return $declared;
	}
}
