<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** Thrown to close a stream without its end, so that the reader reconnects for the rest. */
final class UnfinishedStream extends \RuntimeException {}
