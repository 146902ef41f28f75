<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** An expiry date stated on a page. */
final class Expiry {

	/**
	 * @param string $date   Last valid day, `Y-m-d`, in the site's time zone.
	 * @param string $value  The date as written.
	 * @param string $quote  Its sentence, shortened.
	 * @param string $anchor Fragment of its heading; may be empty.
	 */
	public function __construct(
		public readonly string $date,
		public readonly string $value,
		public readonly string $quote,
		public readonly string $anchor,
	) {}
}
