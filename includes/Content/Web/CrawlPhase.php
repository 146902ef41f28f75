<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

/** What is being done with an address. */
enum CrawlPhase: string {

	case Idle = 'idle';

	/** Its sitemaps are read. */
	case Listing = 'listing';

	/** Its pages are read. */
	case Reading = 'reading';

	/** The owner removed it; its documents go. */
	case Removing = 'removing';
}
