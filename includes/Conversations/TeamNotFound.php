<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\NotFound;

/** The team does not exist, or is being deleted. */
final class TeamNotFound extends NotFound {}
