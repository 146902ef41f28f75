<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** The assistant does not know the answer; the visitor is offered a person. */
final class Refused implements StreamPart {}
