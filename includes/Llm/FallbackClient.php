<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\Redaction;

/**
 * The chosen client, and the built-in one in its place when it fails before its first word. The chat never goes dark.
 *
 * After the first word the failure goes on to the caller: two halves of different answers make none. What went wrong is kept
 * for the owner; the visitor is told nothing of it.
 */
final class FallbackClient implements LlmClient {

	public function __construct(
		private readonly LlmClient $chosen,
		private readonly LlmClient $builtin,
		private readonly ProviderHealth $health,
	) {}

	public function id(): string {
		return $this->chosen->id();
	}

	/** Of the client that would answer now. */
	public function capabilities(): Capabilities {
		return $this->health->is_paused( $this->id() ) ? $this->builtin->capabilities() : $this->chosen->capabilities();
	}

	public function stream( ChatRequest $request, Cancellation $cancel ): iterable {
		if ( ! $this->health->is_paused( $this->id() ) ) {
			$begun = false;
			try {
				foreach ( $this->chosen->stream( $request, $cancel ) as $part ) {
					$begun = $begun || $part instanceof TextDelta || $part instanceof ToolCallRequested;
					yield $part;
				}
				$this->health->succeeded( $this->id() );
				return;
			} catch ( \Throwable $thrown ) {
				$failure = $this->as_failure( $thrown );
				if ( LlmFailureKind::Cancelled === $failure->kind ) {
					throw $failure;
				}
				$this->health->failed( $this->id(), $failure );
				if ( $begun ) {
					throw $failure;
				}
			}
			yield new Usage( 0, 0, $this->builtin->capabilities()->model );
		}
		foreach ( $this->builtin->stream( $request, $cancel ) as $part ) {
			yield $part;
		}
	}

	/** Clients of other plugins may throw anything. */
	private function as_failure( \Throwable $thrown ): LlmFailure {
		if ( $thrown instanceof LlmFailure ) {
			return $thrown;
		}
		/* translators: %s: what a program reported. */
		return new LlmFailure( LlmFailureKind::BadResponse, sprintf( __( 'The program that reaches the model failed: %s', 'aaia-chatbot' ), Redaction::redact( $thrown->getMessage() ) ), null, $thrown );
	}
}
