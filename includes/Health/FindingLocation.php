<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** Where on a page something stands. */
final class FindingLocation {

	/**
	 * @param string $quote  The sentence; of a link its words.
	 * @param string $value  What of it matters, as it is written.
	 * @param string $anchor Fragment of its heading; may be empty.
	 */
	public function __construct(
		public readonly string $quote,
		public readonly string $value,
		public readonly string $anchor = '',
	) {}

	/** From JSON; empty where that is damaged. */
	public static function from( mixed $values ): self {
		$text = static fn( string $key ): string => is_array( $values ) && is_string( $values[ $key ] ?? null ) ? $values[ $key ] : '';
		return new self( $text( 'quote' ), $text( 'value' ), $text( 'anchor' ) );
	}
}
