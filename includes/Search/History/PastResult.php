<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\History;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Search\Passage;

/** Result of a search as of an earlier moment, and how completely that state could be restored. */
final class PastResult {

	/**
	 * @param list<Passage> $passages Best first.
	 * @param int           $restored Documents that changed since and were restored.
	 * @param int           $hidden   Newer documents, which were left out.
	 * @param int           $removed  Documents removed since; their text is deleted.
	 * @param int           $lost     Documents that changed since and could not be restored: the old version is not kept, or there were too
	 *                                many.
	 */
	public function __construct(
		public readonly array $passages,
		public readonly int $restored,
		public readonly int $hidden,
		public readonly int $removed,
		public readonly int $lost,
	) {}
}
