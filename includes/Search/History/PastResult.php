<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\History;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Search\Passage;

/** What a search of an earlier day finds, and how far that day could be brought back. */
final class PastResult {

	/**
	 * @param list<Passage> $passages Best first.
	 * @param int           $restored Documents that changed since and were read as they were.
	 * @param int           $hidden   Documents that are newer and were left out.
	 * @param int           $removed  Documents that were taken out since; their words are gone.
	 * @param int           $lost     Documents that changed since and whose old words are not kept, or that were too many to bring back.
	 */
	public function __construct(
		public readonly array $passages,
		public readonly int $restored,
		public readonly int $hidden,
		public readonly int $removed,
		public readonly int $lost,
	) {}
}
