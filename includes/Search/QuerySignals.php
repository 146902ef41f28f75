<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

/**
 * How a passage stands out among everything a search found: what tells a page that answers from one that is merely the nearest.
 *
 * Where nothing answers, many pages are about equally near; where one does, it is ahead of the others, begins with what is asked, and says it in
 * the question's own turns. Each sign is a share, so that it means the same on a site of ten pages and of ten thousand.
 */
final class QuerySignals {

	/**
	 * @param float $lead      How far its score is above the usual, as a share of the highest score that words alone could get; below 0 when it is not,
	 *                         a little above 1 at most, because word pairs and coverage are added to the score.
	 * @param float $beginning The part of the question found where a page says what it is about: title, headings, first lines; 0 to 1.
	 * @param float $phrases   The part of the question's neighbouring words that stand side by side there or in the passage, 0 to 1.
	 * @param float $ahead     How much more of the question the passage covers than the best of any other document, -1 to 1.
	 * @param int   $among     Pieces of text, about one a page, that were searched.
	 */
	public function __construct(
		public readonly float $lead,
		public readonly float $beginning,
		public readonly float $phrases,
		public readonly float $ahead,
		public readonly int $among,
	) {}
}
