<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ListedDocument;

/** A stored finding with its documents and posts. */
final class StoredFinding {

	/**
	 * @param ListedDocument     $document   Document of the problem.
	 * @param ?ListedDocument    $other      Document of the contradicting value.
	 * @param int                $post       The post of `$document`; 0 when it is not a post.
	 * @param int                $other_post The post of `$other`.
	 * @param \DateTimeImmutable $found_at   First found, UTC.
	 */
	public function __construct(
		public readonly int $id,
		public readonly Finding $finding,
		public readonly ListedDocument $document,
		public readonly ?ListedDocument $other,
		public readonly int $post,
		public readonly int $other_post,
		public readonly bool $ignored,
		public readonly \DateTimeImmutable $found_at,
	) {}

	/** The same finding with both positions swapped. */
	public function from_other_side(): self {
		if ( null === $this->other || null === $this->finding->other ) {
			return $this;
		}
		$finding = new Finding(
			$this->finding->kind,
			$this->finding->fingerprint,
			$this->finding->other_id,
			$this->finding->other,
			$this->finding->document_id,
			$this->finding->location,
		);
		return new self( $this->id, $finding, $this->other, $this->document, $this->other_post, $this->post, $this->ignored, $this->found_at );
	}
}
