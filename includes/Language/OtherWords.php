<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/** Words that mean the same as some words of a question. */
final class OtherWords {

	/**
	 * @param list<string> $words Folded words of the question, neighbours in it.
	 * @param list<string> $stems Stems of words that mean the same as all of them together, best first.
	 */
	public function __construct(
		public readonly array $words,
		public readonly array $stems,
		public readonly OtherWordsKind $kind,
	) {}

	public function is_translation(): bool {
		return OtherWordsKind::Translation === $this->kind;
	}

	/**
	 * The same with only some of the stems.
	 *
	 * @param callable( string ): bool $is_wanted
	 */
	public function only( callable $is_wanted ): self {
		return new self( $this->words, array_values( array_filter( $this->stems, $is_wanted ) ), $this->kind );
	}
}
