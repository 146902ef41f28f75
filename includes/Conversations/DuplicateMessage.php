<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** A parallel request stored the same message first; the transaction is rolled back. */
final class DuplicateMessage extends \RuntimeException {}
