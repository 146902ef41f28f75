<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/** A document as owners see it in lists. */
final class ListedDocument {

	/**
	 * @param int                 $id
	 * @param string              $source      Name of its source.
	 * @param string              $title       May be empty.
	 * @param string              $url         May be empty.
	 * @param string              $language    BCP 47 primary language; empty when unknown.
	 * @param int                 $chunks      Passages it is cut into.
	 * @param Boost               $boost       How much its owner wants it found.
	 * @param bool                $excluded    Kept out of every answer.
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
