<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** The next part of the answer's text; valid UTF-8, never empty. */
final class TextDelta implements StreamPart {

	public function __construct( public readonly string $text ) {}
}
