<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** A message is newer than the last one the agent had seen. */
final class ReplyConflict extends \RuntimeException {}
