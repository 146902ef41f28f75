<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** Nobody is in the team, so nobody would see what is assigned to it; nothing was stored. */
final class TeamWithoutMembers extends \RuntimeException {}
