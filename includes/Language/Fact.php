<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/** A figure or address found in a text, as written and in normalized form. */
final class Fact {

	/**
	 * @param string       $value As written in the text.
	 * @param list<string> $keys  Normalized values it may stand for: `1,000` is a thousand or one. Two facts are equal when they share a key.
	 * @param int          $at    Start in the normalized text (see FactExtractor::normalize()), bytes.
	 * @param int          $bytes Length there.
	 */
	public function __construct(
		public readonly FactKind $kind,
		public readonly string $value,
		public readonly array $keys,
		public readonly int $at,
		public readonly int $bytes,
	) {}
}
