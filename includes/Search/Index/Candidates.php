<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/** Units that match a query, before their text is read. */
final class Candidates {

	/**
	 * @param array<int, float> $scores   By unit id, best first; may contain units that were deleted meanwhile.
	 * @param array<int, float> $abroad   The same for pages in another language than the question's, with its words as they are called there.
	 * @param array<int, float> $left_out Factors of the terms missing from the scores because they are too common to be read from the index.
	 */
	public function __construct(
		public readonly array $scores,
		public readonly array $abroad,
		public readonly array $left_out,
	) {}
}
