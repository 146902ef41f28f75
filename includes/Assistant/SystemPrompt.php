<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

/** What a model is told before the conversation, in its parts, so that each can be named, kept once and found again. */
final class SystemPrompt {

	/**
	 * @param string       $instructions The owner's, or the default ones.
	 * @param string       $rules        Ours, with the site's name, the day and the language.
	 * @param list<string> $passages     Words of each, made harmless; number 1 is the first.
	 * @param Fence        $fence        What each is sent in.
	 */
	public function __construct(
		public readonly string $instructions,
		public readonly string $rules,
		public readonly array $passages,
		public readonly Fence $fence,
	) {}

	/** The system message. */
	public function text(): string {
		$passages = array_map( fn( string $words, int $index ): string => $this->fence->wrap( $index + 1, $words ), $this->passages, array_keys( $this->passages ) );
		return implode( "\n\n", [ $this->instructions, $this->rules, $this->heading(), ...$passages ] );
	}

	/** What stands before the passages. */
	public function heading(): string {
		return [] === $this->passages ? 'Passages from the site: none was found for this question.' : $this->fence->heading();
	}
}
