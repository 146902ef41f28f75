<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\NotFound;

/** The conversation does not exist or belongs to somebody else. */
final class ConversationNotFound extends NotFound {}
