<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** What a request is about does not exist, or is somebody else's: controllers answer 404 in the same words either way. */
class NotFound extends \RuntimeException {}
