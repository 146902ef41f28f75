<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Events;

defined( 'ABSPATH' ) || exit;

/** The event log and its subscribers. */
final class EventsModule {

	public const MIGRATIONS = [ CreateEventTables::class ];
}
