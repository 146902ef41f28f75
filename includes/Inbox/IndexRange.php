<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

/** One stretch of an index, in the order of a list, and what its rows must fulfil beside. */
final class IndexRange {

	/**
	 * @param literal-string $index Name of the index; named to the database, whose own choice among so many is often a worse one.
	 * @param ?SqlCondition     $rest  What the index does not decide; null when it decides all.
	 */
	public function __construct(
		public readonly string $index,
		public readonly SqlCondition $prefix,
		public readonly ?SqlCondition $rest,
	) {}
}
