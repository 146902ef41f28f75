<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

/** The system message in parts, so that each can be hashed, stored once and found again. */
final class SystemPrompt {

	/**
	 * @param string       $instructions The owner's instructions, or the default ones.
	 * @param string       $rules        The plugin's rules, with the site's name, the date and the language.
	 * @param list<string> $passages     Sanitized text of each passage; number 1 is the first.
	 * @param Fence        $fence        Delimiters of the passages.
	 */
	public function __construct(
		public readonly string $instructions,
		public readonly string $rules,
		public readonly array $passages,
		public readonly Fence $fence,
	) {}

	/** The system message. */
	public function text(): string {
		$passages = array_map(
			fn( string $words, int $index ): string => $this->fence->wrap( $index + 1, $words ),
			$this->passages,
			array_keys( $this->passages ),
		);
		return implode( "\n\n", [ $this->instructions, $this->rules, $this->heading(), ...$passages ] );
	}

	/** Heading above the passages. */
	public function heading(): string {
		return [] === $this->passages ? 'Passages from the site: none was found for this question.' : $this->fence->heading();
	}
}
