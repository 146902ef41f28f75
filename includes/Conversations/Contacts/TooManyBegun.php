<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Contacts;

defined( 'ABSPATH' ) || exit;

/** An agent has begun as many conversations as one person may in a day. */
final class TooManyBegun extends \RuntimeException {}
