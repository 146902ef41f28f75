<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** Somebody wrote after the message the sender had seen last. */
final class ReplyConflict extends \RuntimeException {}
