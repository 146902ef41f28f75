<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

/** What a model is told before the conversation, in its parts, so that each can be named, kept once and found again. */
final class SystemPrompt {

	/**
	 * @param string       $instructions The owner's, or the default ones.
	 * @param string       $rules        Ours, with the site's name, the day and the language.
	 * @param list<string> $passages     Each as it is sent, with its number; number 1 is the first.
	 */
	public function __construct(
		public readonly string $instructions,
		public readonly string $rules,
		public readonly array $passages,
	) {}

	/** The system message. */
	public function text(): string {
		$passages = [] === $this->passages ? [ 'Passages from the site: none was found for this question.' ] : [ 'Passages from the site', ...$this->passages ];
		return implode( "\n\n", [ $this->instructions, $this->rules, ...$passages ] );
	}
}
