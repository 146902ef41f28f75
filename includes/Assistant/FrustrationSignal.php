<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

/** Signals that a visitor is frustrated or confused. */
enum FrustrationSignal: string {

	/** Swearing, or words such as "this is useless". */
	case Words    = 'words';
	/** The assistant refused twice in a row. */
	case Refusals = 'refusals';
	/** The same question is repeated. */
	case Repeated = 'repeated';
	/** Capital letters, or repeated exclamation or question marks. */
	case Shouting = 'shouting';
}
