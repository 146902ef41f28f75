<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations;

defined( 'ABSPATH' ) || exit;

/** How serious an entry of the log is, the worst first. */
enum LogLevel: string {

	case Error   = 'error';
	case Warning = 'warning';
	case Info    = 'info';

	/** Whether entries of this level are kept when the owner keeps $least and worse. */
	public function is_kept( self $least ): bool {
		$order = self::cases();
		return array_search( $this, $order, true ) <= array_search( $least, $order, true );
	}
}
