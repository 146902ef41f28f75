<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** Whoever limits a conversation could no longer see it. */
final class LimitRefused extends \RuntimeException {}
