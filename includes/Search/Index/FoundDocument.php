<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/** The data of a document that a search needs. */
final class FoundDocument {

	/**
	 * @param int                 $id
	 * @param string              $external_id Its id in its source.
	 * @param string              $title       May be empty.
	 * @param string              $url         May be empty.
	 * @param string              $language    BCP 47 primary language; empty when unknown.
	 * @param float               $boost       Ranking factor set by the owner; 1 is neutral.
	 * @param int                 $chunks      Number of its chunks.
	 * @param ?\DateTimeImmutable $modified_at UTC.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $external_id,
		public readonly string $title,
		public readonly string $url,
		public readonly string $language,
		public readonly float $boost,
		public readonly int $chunks,
		public readonly ?\DateTimeImmutable $modified_at,
	) {}
}
