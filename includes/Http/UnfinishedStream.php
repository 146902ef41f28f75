<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** A stream that must close without an end, so that its reader comes back for the rest. */
final class UnfinishedStream extends \RuntimeException {}
