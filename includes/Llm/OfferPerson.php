<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** The answer points to the button "Talk to a person" without being a refusal: a wish for a person while tools are off. */
final class OfferPerson implements StreamPart {}
