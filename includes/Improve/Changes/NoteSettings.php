<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Changes;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\DatabaseFailure;

/** Writes an event for each setting that was changed: its name, never its value. */
final class NoteSettings {

	public function __construct(
		private readonly Database $database,
		private readonly EventLog $events,
	) {}

	/**
	 * Action: `aaia_chatbot_settings_saved`.
	 *
	 * @param mixed $changed Names of settings.
	 */
	public function settings_saved( mixed $changed ): void {
		$names = is_array( $changed ) ? array_filter( $changed, 'is_string' ) : [];
		if ( [] === $names ) {
			return;
		}
		try {
			$this->database->transaction( function () use ( $names ): void {
				foreach ( $names as $name ) {
					$this->events->append( EventType::SettingChanged, null, null, [ 'setting' => $name, 'user' => get_current_user_id() ] );
				}
			} );
		} catch ( DatabaseFailure $failure ) {
			// The settings are saved; only their place in the list of changes is missing.
			do_action( 'aaia_chatbot_log', 'warning', 'A change of settings could not be noted: ' . $failure->getMessage() );
		}
	}
}
