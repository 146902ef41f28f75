<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Cost;

defined( 'ABSPATH' ) || exit;

/** A call would go over a cap: nothing of it was set aside. */
final class CapReached extends \RuntimeException {}
