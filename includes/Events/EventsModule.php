<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Events;

defined( 'ABSPATH' ) || exit;

/** What happened, stored in order for subscribers and feeds. */
final class EventsModule {

	public const MIGRATIONS = [ CreateEventTables::class ];
}
