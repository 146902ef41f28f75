<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** The object of a request does not exist or belongs to another person; controllers answer 404 with the same message in both cases. */
class NotFound extends \RuntimeException {}
