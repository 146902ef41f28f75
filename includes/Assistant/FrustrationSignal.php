<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

/** By what it shows that a visitor is frustrated or confused. */
enum FrustrationSignal: string {

	/** Swearing, or words such as "this is useless". */
	case Words    = 'words';
	/** The assistant did not know twice in a row. */
	case Refusals = 'refusals';
	/** The same is asked again. */
	case Repeated = 'repeated';
	/** Capital letters, or rows of exclamation marks. */
	case Shouting = 'shouting';
}
