<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** No (further) answer. Its message is a sentence for the owner, translated, that never holds a key; visitors never see it. */
final class LlmFailure extends \RuntimeException {

	/**
	 * @param LlmFailureKind $kind        Closed reason.
	 * @param string         $message     What is wrong and what to do.
	 * @param ?int           $retry_after Seconds the provider asked to wait.
	 */
	public function __construct(
		public readonly LlmFailureKind $kind,
		string $message,
		public readonly ?int $retry_after = null,
		?\Throwable $previous = null,
	) {
		parent::__construct( $message, 0, $previous );
	}
}
