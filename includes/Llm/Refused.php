<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** The answer says that the assistant does not know; the visitor is offered a person under it. */
final class Refused implements StreamPart {}
