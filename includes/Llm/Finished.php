<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** The last part of every complete answer. */
final class Finished implements StreamPart {

	public function __construct( public readonly FinishReason $reason ) {}
}
