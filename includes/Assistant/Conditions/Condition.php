<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Conditions;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/** Condition of a rule: text to find in a message, and where and when the rule applies. An empty list allows any value. Immutable. */
final class Condition {

	/**
	 * @param list<string> $words     Words and phrases; the visitor's message must contain one of them.
	 * @param list<string> $patterns  Regular expressions without delimiters; a match of one counts like a word.
	 * @param list<string> $languages Such as `fr`.
	 * @param list<string> $pages     Parts of addresses; `*` stands for anything.
	 * @param list<string> $reasons   SupportReason values, for requests for a person.
	 * @param string       $hours     `any`, `open` or `closed`: inside or outside office hours.
	 * @param list<string> $categories Ids of categories, for those that conversations are put into; empty for the critical one.
	 */
	public function __construct(
		public readonly array $words = [],
		public readonly array $patterns = [],
		public readonly array $languages = [],
		public readonly array $pages = [],
		public readonly array $reasons = [],
		public readonly string $hours = 'any',
		public readonly array $categories = [],
	) {}

	/**
	 * Reads what to_array() wrote. Missing values and values of another type get their default.
	 *
	 * @param array<array-key, mixed> $data
	 */
	public static function from_array( array $data ): self {
		$hours = $data['hours'] ?? 'any';
		return new self(
			Text::strings( $data['words'] ?? null ),
			Text::strings( $data['patterns'] ?? null ),
			Text::strings( $data['languages'] ?? null ),
			Text::strings( $data['pages'] ?? null ),
			Text::strings( $data['reasons'] ?? null ),
			is_string( $hours ) ? $hours : '',
			Text::strings( $data['categories'] ?? null ),
		);
	}

	/** @return array<string, mixed> */
	public function to_array(): array {
		return get_object_vars( $this );
	}
}
