<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** Undoes the end of an answer whose lease somebody else has by now. */
final class LeaseLost extends \RuntimeException {}
