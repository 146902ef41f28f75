<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\Redaction;

/**
 * The chosen client; the built-in one answers when it fails before its first text or tool call, so that the visitor always gets an answer.
 *
 * After the first part the failure is passed to the caller, because two halves of different answers make no sense. Failures are recorded
 * for the owner and not shown to the visitor.
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

	/** Capabilities of the client that would answer now. */
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

	/** Converts any exception: clients of other plugins may throw anything. */
	private function as_failure( \Throwable $thrown ): LlmFailure {
		if ( $thrown instanceof LlmFailure ) {
			return $thrown;
		}
		return new LlmFailure(
			LlmFailureKind::BadResponse,
			/* translators: %s: what a program reported. */
			sprintf( __( 'The program that reaches the model failed: %s', 'aaia-chatbot' ), Redaction::redact( $thrown->getMessage() ) ),
			null,
			$thrown,
		);
	}
}
