<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** What is known of a link's target. */
enum LinkState: string {

	/** Not looked at yet. */
	case Unknown = 'new';

	case Alive = 'ok';

	/** It failed once; it is dead when it fails again a day later. */
	case Failing = 'failing';

	case Dead = 'dead';

	/** It answers, but not to us: it wants a login, fewer requests or a person. Never called dead. */
	case Unsure = 'unsure';
}
