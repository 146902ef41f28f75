<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** Notes of a room on its settings, such as that a key comes from the server's environment. */
interface SettingNotes {

	/** @return array<string, string> Setting => translated sentence, shown under it. */
	public function notes(): array;
}
