<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Cost;

defined( 'ABSPATH' ) || exit;

/** What was set aside for one call of a model, until its real figures are known. */
final class Reservation {

	/**
	 * @param list<array{scope: string, period: string}> $counters Where it was counted; none without caps.
	 * @param int                                        $micro    Millionths of the currency.
	 * @param int                                        $tokens   Read and written together.
	 */
	public function __construct(
		public readonly array $counters,
		public readonly int $micro,
		public readonly int $tokens,
	) {}
}
