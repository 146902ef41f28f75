<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** State of a link's target. */
enum LinkState: string {

	/** Not checked yet. */
	case Unknown = 'new';

	case Alive = 'ok';

	/** Failed once; dead when it fails again a day later. */
	case Failing = 'failing';

	case Dead = 'dead';

	/** Exists but refuses us: it requires a login, fewer requests or a person. Never dead. */
	case Unsure = 'unsure';
}
