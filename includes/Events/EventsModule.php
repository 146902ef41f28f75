<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Events;

defined( 'ABSPATH' ) || exit;

/** What the room of events declares. */
final class EventsModule {

	public const MIGRATIONS = [ CreateEventTables::class ];
}
