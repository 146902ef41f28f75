<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** The limit would hide the conversation from the agent who sets it. */
final class LimitRefused extends \RuntimeException {}
