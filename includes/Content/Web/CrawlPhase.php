<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

/** Phase of an address's crawl. */
enum CrawlPhase: string {

	case Idle = 'idle';

	/** Its sitemaps are being read. */
	case Listing = 'listing';

	/** Its pages are being read. */
	case Reading = 'reading';

	/** The owner removed it; its documents are being deleted. */
	case Removing = 'removing';
}
