<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** An answer failed. The message is a translated sentence for the owner that never contains a key; visitors never see it. */
final class LlmFailure extends \RuntimeException {

	/**
	 * @param LlmFailureKind $kind        Kind of failure.
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
