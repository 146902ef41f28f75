<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Support;

use Aaia\Chatbot\Llm\Cancellation;
use Aaia\Chatbot\Llm\Capabilities;
use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Llm\LlmClient;
use Aaia\Chatbot\Llm\StreamPart;

/** A client of another plugin that yields and throws what the test sets. */
final class ScriptedClient implements LlmClient {

	public int $asked = 0;

	/** @var list<StreamPart|\Throwable> */
	private array $script;

	public function __construct( private readonly string $id, StreamPart|\Throwable ...$script ) {
		$this->script = array_values( $script );
	}

	public function says( StreamPart|\Throwable ...$script ): void {
		$this->script = array_values( $script );
	}

	public function id(): string {
		return $this->id;
	}

	public function stream( ChatRequest $request, Cancellation $cancel ): iterable {
		++$this->asked;
		foreach ( $this->script as $step ) {
			if ( $step instanceof \Throwable ) {
				throw $step;
			}
			yield $step;
		}
	}

	public function capabilities(): Capabilities {
		return new Capabilities( true, true, $this->id . '-model', true );
	}
}
