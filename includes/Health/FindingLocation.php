<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** Position of a finding on a page. */
final class FindingLocation {

	/**
	 * @param string $quote  The sentence; for a link its text.
	 * @param string $value  The value concerned, as written.
	 * @param string $anchor Fragment of its heading; may be empty.
	 */
	public function __construct(
		public readonly string $quote,
		public readonly string $value,
		public readonly string $anchor = '',
	) {}

	/** Decodes JSON; empty fields where it is damaged. */
	public static function from( mixed $values ): self {
		$text = static fn( string $key ): string => is_array( $values ) && is_string( $values[ $key ] ?? null ) ? $values[ $key ] : '';
		return new self( $text( 'quote' ), $text( 'value' ), $text( 'anchor' ) );
	}
}
