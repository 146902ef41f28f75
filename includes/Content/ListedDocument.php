<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/** A document in the owner's list. */
final class ListedDocument {

	/**
	 * @param int                 $id
	 * @param string              $source      Name of its source.
	 * @param string              $title       May be empty.
	 * @param string              $url         May be empty.
	 * @param string              $language    BCP 47 primary language; empty when unknown.
	 * @param int                 $chunks      Number of chunks.
	 * @param Boost               $boost       How strongly the owner promotes it.
	 * @param bool                $excluded    Whether it is excluded from all answers.
	 * @param ?\DateTimeImmutable $modified_at Last change, UTC.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $source,
		public readonly string $title,
		public readonly string $url,
		public readonly string $language,
		public readonly int $chunks,
		public readonly Boost $boost,
		public readonly bool $excluded,
		public readonly ?\DateTimeImmutable $modified_at,
	) {}
}
