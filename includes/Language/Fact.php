<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/** A figure or address in a text, as written and in the forms in which it is compared. */
final class Fact {

	/**
	 * @param string       $value As it stands in the text.
	 * @param list<string> $keys  What it may mean: `1,000` is a thousand or one. One of them is enough.
	 * @param int          $at    Where it begins in the tidied text (see FactExtractor::normalize()), bytes.
	 * @param int          $bytes How long it is there.
	 */
	public function __construct(
		public readonly FactKind $kind,
		public readonly string $value,
		public readonly array $keys,
		public readonly int $at,
		public readonly int $bytes,
	) {}
}
