<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Conditions;

defined( 'ABSPATH' ) || exit;

/** Condition of a rule: text to find in a message, and where and when the rule applies. An empty list allows any value. Immutable. */
final class Condition {

	/**
	 * @param list<string> $words     Words and phrases; the visitor's message must contain one of them.
	 * @param list<string> $patterns  Regular expressions without delimiters; a match of one counts like a word.
	 * @param list<string> $languages Such as `fr`.
	 * @param list<string> $pages     Parts of addresses; `*` stands for anything.
	 * @param list<string> $reasons   SupportReason values, for requests for a person.
	 * @param string       $hours     `any`, `open` or `closed`: inside or outside office hours.
	 */
	public function __construct(
		public readonly array $words = [],
		public readonly array $patterns = [],
		public readonly array $languages = [],
		public readonly array $pages = [],
		public readonly array $reasons = [],
		public readonly string $hours = 'any',
	) {}

	/**
	 * Reads what to_array() wrote. Missing values and values of another type get their default.
	 *
	 * @param array<array-key, mixed> $data
	 */
	public static function from_array( array $data ): self {
		$hours = $data['hours'] ?? 'any';
		return new self(
			self::texts( $data['words'] ?? null ),
			self::texts( $data['patterns'] ?? null ),
			self::texts( $data['languages'] ?? null ),
			self::texts( $data['pages'] ?? null ),
			self::texts( $data['reasons'] ?? null ),
			is_string( $hours ) ? $hours : ''
		);
	}

	/** @return array<string, mixed> */
	public function to_array(): array {
		return get_object_vars( $this );
	}

	/** @return list<string> */
	private static function texts( mixed $values ): array {
		return is_array( $values ) ? array_values( array_filter( $values, 'is_string' ) ) : [];
	}
}
