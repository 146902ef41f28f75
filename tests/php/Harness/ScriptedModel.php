<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Harness;

use Aaia\Chatbot\Llm\Cancellation;
use Aaia\Chatbot\Llm\Capabilities;
use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Llm\LlmClient;

/** A scripted model: each call runs the next script, a function from the request to parts. */
final class ScriptedModel implements LlmClient {

	/** @var list<ChatRequest> What it was asked. */
	public array $asked = [];

	/** Whether the request reached another server. */
	public bool $remote = true;

	/** @var list<\Closure(ChatRequest, Cancellation): iterable<\Aaia\Chatbot\Llm\StreamPart>> */
	private array $scripts;

	/**
	 * @param \Closure(ChatRequest, Cancellation): iterable<\Aaia\Chatbot\Llm\StreamPart> ...$scripts The last one is used again and again.
	 */
	public function __construct( \Closure ...$scripts ) {
		$this->scripts = array_values( $scripts );
	}

	/** Makes it the site's model. */
	public function install(): self {
		add_filter( 'aaia_chatbot_llm_clients', fn( array $clients ): array => [ ...$clients, $this ] );
		return $this;
	}

	public function id(): string {
		return 'scripted';
	}

	public function stream( ChatRequest $request, Cancellation $cancel ): iterable {
		$this->asked[] = $request;
		$script        = count( $this->scripts ) > 1 ? array_shift( $this->scripts ) : $this->scripts[0];
		yield from $script( $request, $cancel );
	}

	public function capabilities(): Capabilities {
		return new Capabilities( true, true, 'scripted', $this->remote );
	}
}
