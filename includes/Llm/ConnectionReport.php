<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** How a try of the model went, in the owner's words. */
final class ConnectionReport {

	/**
	 * @param bool            $ok        Whether questions would be answered.
	 * @param list<string>    $sentences What is right or wrong and what to do; translated, without keys.
	 * @param ?LlmFailureKind $kind      What is wrong; null when nothing is.
	 */
	public function __construct(
		public readonly bool $ok,
		public readonly array $sentences,
		public readonly ?LlmFailureKind $kind = null,
	) {}
}
