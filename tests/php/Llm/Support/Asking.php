<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Support;

use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Llm\ToolDefinition;
use Aaia\Chatbot\Llm\ToolExchange;
use Aaia\Chatbot\Search\Passage;

/** Builds chat requests: a question, then its context. */
final class Asking {

	/** @var list<ChatMessage> */
	private array $history = [];

	/** @var list<Passage> */
	private array $passages = [];

	/** @var list<ToolDefinition> */
	private array $tools = [];

	/** @var list<ToolExchange> */
	private array $exchanges = [];

	private string $locale = 'en_US';

	private string $system = 'Answer from the passages.';

	private int $max_tokens = 1000;

	private float $seconds = 60.0;

	private bool $person_requested = false;

	private function __construct( private readonly string $question ) {}

	public static function for( string $question ): self {
		return new self( $question );
	}

	public function in( string $locale ): self {
		$this->locale = $locale;
		return $this;
	}

	/** @param list<string> $headings */
	public function with_passage( string $title, string $text, float $confidence = 0.9, string $language = '', array $headings = [] ): self {
		$id               = count( $this->passages ) + 1;
		$this->passages[] = new Passage(
			$id,
			$id,
			"post:{$id}",
			$title,
			$headings,
			$text,
			"https://site.test/{$id}",
			$language,
			10.0 / $id,
			$confidence,
			null,
		);
		return $this;
	}

	/** A passage with its surrounding text. */
	public function with_page( string $title, string $around, string $chunk = '', float $confidence = 0.9 ): self {
		$id               = count( $this->passages ) + 1;
		$this->passages[] = new Passage(
			$id,
			$id,
			"post:{$id}",
			$title,
			[],
			$chunk,
			"https://site.test/{$id}",
			'',
			10.0 / $id,
			$confidence,
			null,
			$around,
		);
		return $this;
	}

	public function after( string $role, string $text, bool $refused = false ): self {
		$this->history[] = new ChatMessage( 'user' === $role ? 'user' : 'assistant', $text, $refused );
		return $this;
	}

	public function with_tools(): self {
		$this->tools[] = new ToolDefinition( 'send_support_email', 'Asks a person of the team to help.', [
			'type'                 => 'object',
			'properties'           => [ 'summary' => [ 'type' => 'string' ], 'reason' => [ 'type' => 'string' ] ],
			'required'             => [ 'summary', 'reason' ],
			'additionalProperties' => false,
		] );
		return $this;
	}

	/** @param array<string, mixed> $input */
	public function after_call(
		string $result,
		array $input = [ 'summary' => 'Help' ],
		string $name = 'send_support_email',
		string $before = '',
	): self {
		$this->exchanges[] = new ToolExchange( 'call_' . count( $this->exchanges ), $name, $input, $result, $before );
		return $this;
	}

	public function with_a_person_told(): self {
		$this->person_requested = true;
		return $this;
	}

	public function with_system( string $system ): self {
		$this->system = $system;
		return $this;
	}

	public function within( float $seconds ): self {
		$this->seconds = $seconds;
		return $this;
	}

	public function request(): ChatRequest {
		return new ChatRequest(
			$this->system,
			$this->history,
			$this->question,
			$this->passages,
			$this->tools,
			$this->exchanges,
			$this->locale,
			$this->max_tokens,
			$this->seconds,
			$this->person_requested,
		);
	}
}
