<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** Result of a connection test, in sentences for the owner. */
final class ConnectionReport {

	/**
	 * @param bool            $ok        Whether the model would answer questions.
	 * @param list<string>    $sentences Findings and advice; translated, without keys.
	 * @param ?LlmFailureKind $kind      Kind of failure; null on success.
	 */
	public function __construct(
		public readonly bool $ok,
		public readonly array $sentences,
		public readonly ?LlmFailureKind $kind = null,
	) {}
}
