<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

/** How a message was understood. */
final class DetectedIntent {

	/**
	 * @param Intent $intent         What the message is after.
	 * @param bool   $is_question   It is put as a question ("how do I cancel my order?"), so that a page of the site may answer
	 *                               it better than a person could; only then is a wish that needs a person looked up first.
	 */
	public function __construct(
		public readonly Intent $intent,
		public readonly bool $is_question = false,
	) {}
}
