<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

/** How often an address is crawled. */
enum CrawlInterval: string {

	case Daily = 'daily';

	case Weekly = 'weekly';

	case Monthly = 'monthly';

	/** Seconds from the end of one crawl to the start of the next. */
	public function seconds(): int {
		return match ( $this ) {
			self::Daily   => DAY_IN_SECONDS,
			self::Weekly  => WEEK_IN_SECONDS,
			self::Monthly => 30 * DAY_IN_SECONDS,
		};
	}
}
