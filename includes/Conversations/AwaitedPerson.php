<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** What an assistant knows while the visitor waits for a person, so that its answers fit. */
final class AwaitedPerson {

	/**
	 * @param bool   $has_address The team knows an e-mail address of the visitor.
	 * @param string $hours       Whether the team is there, or when it is back, as a sentence to the visitor; empty when no hours are set.
	 */
	public function __construct(
		public readonly bool $has_address,
		public readonly string $hours,
	) {}
}
