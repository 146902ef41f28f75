<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** Rolls back the end of an answer whose lease another worker has taken. */
final class LeaseLost extends \RuntimeException {}
