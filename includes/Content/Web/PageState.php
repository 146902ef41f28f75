<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

/** Where a page stands. */
enum PageState: string {

	/** Not read yet. */
	case Waiting = 'waiting';

	/** Read; the assistant knows it. */
	case Read = 'read';

	/** The assistant knows what it said when it was last read; since then it could not be. */
	case Stale = 'stale';

	/** Not used, for a reason that trying again does not change. */
	case LeftOut = 'left_out';

	/** Could not be read, three times. */
	case Failed = 'failed';
}
