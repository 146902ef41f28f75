<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** The conversation does not exist or belongs to somebody else; callers answer 404 either way. */
final class NotYours extends \RuntimeException {}
