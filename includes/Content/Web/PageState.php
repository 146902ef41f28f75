<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

/** State of a page in the crawl. */
enum PageState: string {

	/** Not read yet. */
	case Waiting = 'waiting';

	/** Read and indexed. */
	case Read = 'read';

	/** Indexed with an older text, because it could not be read since. */
	case Stale = 'stale';

	/** Not used, for a reason that another attempt would not change. */
	case LeftOut = 'left_out';

	/** Failed three times. */
	case Failed = 'failed';
}
