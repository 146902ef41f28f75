<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** A day until which something on a page holds. */
final class Expiry {

	/**
	 * @param string $date   Last day on which it holds, `Y-m-d`, in the site's time zone.
	 * @param string $value  The date as it is written.
	 * @param string $quote  Its sentence.
	 * @param string $anchor Fragment of its heading; may be empty.
	 */
	public function __construct(
		public readonly string $date,
		public readonly string $value,
		public readonly string $quote,
		public readonly string $anchor,
	) {}
}
