<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve;

defined( 'ABSPATH' ) || exit;

/** Thrown to roll back a change that was only tried. */
final class Undone extends \RuntimeException {}
