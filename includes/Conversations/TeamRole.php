<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** What a person is in a team. A team has one manager at most. */
enum TeamRole: string {

	case Manager = 'manager';
	case Senior  = 'senior';
	case Member  = 'member';
}
