<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Support;

use Aaia\Chatbot\Llm\Cancellation;
use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Llm\Cited;
use Aaia\Chatbot\Llm\Finished;
use Aaia\Chatbot\Llm\FinishReason;
use Aaia\Chatbot\Llm\LlmClient;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\OfferPerson;
use Aaia\Chatbot\Llm\Refused;
use Aaia\Chatbot\Llm\StreamPart;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\ToolCallRequested;
use Aaia\Chatbot\Llm\Usage;

/** A complete answer, read to its end or its failure. */
final class Answer {

	/** @var list<StreamPart> */
	public array $parts = [];

	public ?LlmFailure $failure = null;

	public static function of( LlmClient $client, ChatRequest $request, ?Cancellation $cancel = null ): self {
		$answer = new self();
		try {
			foreach ( $client->stream( $request, $cancel ?? new NeverCancelled() ) as $part ) {
				$answer->parts[] = $part;
			}
		} catch ( LlmFailure $failure ) {
			$answer->failure = $failure;
		}
		return $answer;
	}

	public function text(): string {
		return implode( '', array_map( static fn( TextDelta $delta ): string => $delta->text, $this->only( TextDelta::class ) ) );
	}

	/** @return list<ToolCallRequested> */
	public function calls(): array {
		return $this->only( ToolCallRequested::class );
	}

	public function call(): ToolCallRequested {
		return $this->calls()[0];
	}

	public function usage(): ?Usage {
		return $this->only( Usage::class )[0] ?? null;
	}

	/** @return list<int> */
	public function cited(): array {
		return $this->only( Cited::class )[0]->numbers ?? [];
	}

	public function refused(): bool {
		return [] !== $this->only( Refused::class );
	}

	public function offers_person(): bool {
		return [] !== $this->only( OfferPerson::class );
	}

	public function reason(): ?FinishReason {
		return $this->only( Finished::class )[0]->reason ?? null;
	}

	/**
	 * @template T of StreamPart
	 *
	 * @param class-string<T> $kind
	 *
	 * @return list<T>
	 */
	public function only( string $kind ): array {
		return array_values( array_filter( $this->parts, static fn( StreamPart $part ): bool => $part instanceof $kind ) );
	}
}
