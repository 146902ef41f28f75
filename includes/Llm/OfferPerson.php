<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** The answer refers to the button "Talk to a person" without being a refusal, such as a request for a person while tools are off. */
final class OfferPerson implements StreamPart {}
