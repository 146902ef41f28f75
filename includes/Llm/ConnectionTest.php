<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\Builtin\ExtractiveClient;
use Aaia\Chatbot\Llm\OpenAi\ModelCatalog;
use Aaia\Chatbot\Llm\OpenAi\OpenAiCompatibleClient;

/**
 * "Test connection": asks the chosen model for one word and one tool call, and reports the result.
 *
 * Sends a real request, because address, key and model can each be valid while their combination is not.
 */
final class ConnectionTest {

	/** Time limit of the test, seconds. */
	private const TIME = 30.0;

	/** Most tokens of the answer: enough for a model that reasons before it answers. */
	private const TOKENS = 400;

	/** Seconds to the first part of the answer from which the owner is warned. */
	private const SLOW = 5.0;

	private const TOOL = 'confirm_connection';

	public function __construct(
		private readonly LlmClientRegistry $clients,
		private readonly LlmConfigSource $config,
		private readonly ModelCatalog $models,
	) {}

	/**
	 * Runs the test; takes up to half a minute.
	 *
	 * @param bool $saved Whether the settings in force are the saved ones: only then does a success end the pause of a failed server.
	 */
	public function run( bool $saved = true ): ConnectionReport {
		$client = $this->clients->chosen();
		if ( ExtractiveClient::ID === $client->id() ) {
			return new ConnectionReport( true, [ __( 'The built-in assistant answers. It needs no connection.', 'aaia-chatbot' ) ] );
		}
		$cancel = new NotCancelled();
		$start  = microtime( true );
		$first  = null;
		$called = false;
		try {
			foreach ( $client->stream( $this->request(), $cancel ) as $part ) {
				$first ??= microtime( true ) - $start;
				$called  = $called || ( $part instanceof ToolCallRequested && self::TOOL === $part->name );
			}
		} catch ( LlmFailure $failure ) {
			return new ConnectionReport( false, [ $failure->getMessage(), ...$this->advice( $client, $failure, $cancel ) ], $failure->kind );
		}
		if ( $saved ) {
			$this->clients->health->reset();
		}
		return new ConnectionReport( true, $this->success_sentences( $client->capabilities(), $first ?? 0.0, $called ) );
	}

	private function request(): ChatRequest {
		$tool = new ToolDefinition( self::TOOL, 'Confirms that the connection works. Call it once.', [
			'type'                 => 'object',
			'properties'           => [ 'word' => [ 'type' => 'string', 'description' => 'The word OK.' ] ],
			'required'             => [ 'word' ],
			'additionalProperties' => false,
		] );
		return new ChatRequest(
			'This is a test of the connection.',
			[],
			'Call the tool confirm_connection with the word OK. If you cannot call tools, answer OK.',
			[],
			[ $tool ],
			[],
			'en_US',
			self::TOKENS,
			self::TIME,
		);
	}

	/** @return list<string> */
	private function success_sentences( Capabilities $can, float $first, bool $called ): array {
		$sentences = [ sprintf(
			/* translators: 1: name of a model, 2: seconds. */
			__( 'The connection works. “%1$s” began to answer after %2$s seconds.', 'aaia-chatbot' ),
			$can->model,
			number_format_i18n( $first, 1 ),
		) ];
		if ( $first > self::SLOW ) {
			$sentences[] = __( 'That is slow: visitors will notice. A smaller model or a faster server would help.', 'aaia-chatbot' );
		}
		$sentences[] = match ( true ) {
			$called     => __( 'Tools work: the model can ask for a person by itself.', 'aaia-chatbot' ),
			$can->tools => __(
				'The model did not use the tool it was asked to use. It may not ask for a person by itself; the button does.',
				'aaia-chatbot',
			),
			default     => __( 'This model takes no tools, so it cannot ask for a person by itself; the button does.', 'aaia-chatbot' ),
		};
		return $sentences;
	}

	/** @return list<string> */
	private function advice( LlmClient $client, LlmFailure $failure, Cancellation $cancel ): array {
		if ( LlmFailureKind::ModelUnknown !== $failure->kind || OpenAiCompatibleClient::ID !== $client->id() ) {
			return [];
		}
		$config = $this->config->current();
		$near   = ModelCatalog::closest_names( $config->model, $this->models->names( $config, $cancel ) );
		/* translators: %s: names of models, separated by commas. */
		return [] === $near ? [] : [ sprintf( __( 'The server has, among others: %s.', 'aaia-chatbot' ), implode( ', ', $near ) ) ];
	}
}
