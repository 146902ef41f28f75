<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/** Units that fit a question, before their text is read. */
final class Candidates {

	/**
	 * @param array<int, float> $scores   By unit id, best first; units deleted meanwhile may be among them.
	 * @param array<int, float> $left_out Factors of the terms that are not in the scores, for they are too common to be read from the index.
	 */
	public function __construct(
		public readonly array $scores,
		public readonly array $left_out,
	) {}
}
