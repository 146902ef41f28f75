<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Cost;

defined( 'ABSPATH' ) || exit;

/** A call would exceed a cap; nothing was reserved. */
final class CapReached extends \RuntimeException {}
