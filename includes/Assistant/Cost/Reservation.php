<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Cost;

defined( 'ABSPATH' ) || exit;

/** Usage reserved for one call of a model until its real usage is known. */
final class Reservation {

	/**
	 * @param list<array{scope: string, period: string}> $counters Counters that include it; none without caps.
	 * @param int                                        $micro    Millionths of the currency.
	 * @param int                                        $tokens   Input and output together.
	 */
	public function __construct(
		public readonly array $counters,
		public readonly int $micro,
		public readonly int $tokens,
	) {}
}
