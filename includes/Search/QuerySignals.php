<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

/**
 * Query performance signals of a passage: they distinguish a page that answers from one that is merely the nearest match.
 *
 * Without an answer on the site, many pages match about equally well. A page that answers leads the others, begins with the subject of
 * the question, and uses its phrases. Each signal is a share, so it means the same on a site of ten pages and of ten thousand.
 */
final class QuerySignals {

	/**
	 * @param float $lead      Score above the background of lower ranks, as a share of the highest possible term score; below 0 when it is
	 *                         lower than
	 *                         that, slightly above 1 at most, because word pairs and coverage add to the score.
	 * @param float $beginning Share of the question covered by title, headings and first lines, 0 to 1.
	 * @param float $phrases   Share of the question's pairs of neighbouring words found side by side there or in the passage, 0 to 1.
	 * @param float $ahead     Difference in coverage of the question to the best other document, -1 to 1.
	 * @param int   $among     Number of units searched, about one per page.
	 */
	public function __construct(
		public readonly float $lead,
		public readonly float $beginning,
		public readonly float $phrases,
		public readonly float $ahead,
		public readonly int $among,
	) {}
}
