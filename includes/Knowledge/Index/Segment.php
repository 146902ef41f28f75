<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Index;

/** A part of the index: up to SegmentBuilder::CAPACITY units whose postings never change. */
final class Segment {

	/**
	 * @param int $id
	 * @param int $units  Units in it, the removed ones too; their ordinals are 0 to units - 1.
	 * @param int $blocks Number of blocks its terms are spread over, a power of two.
	 */
	public function __construct(
		public readonly int $id,
		public readonly int $units,
		public readonly int $blocks,
	) {}
}
