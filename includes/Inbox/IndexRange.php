<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

/** A range of an index in the order of a list, and further conditions on its rows. */
final class IndexRange {

	/**
	 * @param literal-string $index Name of the index, forced because the database often chooses a worse one.
	 * @param ?SqlCondition     $rest  Conditions that the index does not cover; null when it covers all.
	 */
	public function __construct(
		public readonly string $index,
		public readonly SqlCondition $prefix,
		public readonly ?SqlCondition $rest,
	) {}
}
