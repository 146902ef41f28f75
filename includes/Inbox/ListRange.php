<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

/** One stretch of an index, in the order of a list, and what its rows must fulfil beside. */
final class ListRange {

	/** @param ?Condition $rest What the index does not decide; null when it decides all. */
	public function __construct(
		public readonly Condition $prefix,
		public readonly ?Condition $rest,
	) {}
}
