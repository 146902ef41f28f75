<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** One part of an answer: TextDelta, ToolCallRequested, Cited, Refused, OfferPerson, Usage or Finished. */
interface StreamPart {}
