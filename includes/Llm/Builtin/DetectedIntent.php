<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

/** Result of detecting the intent of a message. */
final class DetectedIntent {

	/**
	 * @param Intent $intent      Intent of the message.
	 * @param bool   $is_question The message has the form of a question ("how do I cancel my order?"), so that a page of the site may
	 *                            answer it. Only then are passages searched before a person is offered.
	 */
	public function __construct(
		public readonly Intent $intent,
		public readonly bool $is_question = false,
	) {}
}
