<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ListedDocument;

/** A finding as it is listed. */
final class StoredFinding {

	/**
	 * @param ListedDocument      $document Where it stands.
	 * @param ?ListedDocument     $other    What contradicts it.
	 * @param int                 $post     The post of `$document`; 0 when it is none.
	 * @param int                 $other_post The post of `$other`.
	 * @param \DateTimeImmutable  $found_at When it was first found, UTC.
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

	/** Seen from its other page. */
	public function from_other_side(): self {
		if ( null === $this->other || null === $this->finding->other ) {
			return $this;
		}
		$finding = new Finding( $this->finding->kind, $this->finding->fingerprint, $this->finding->other_id, $this->finding->other, $this->finding->document_id, $this->finding->location );
		return new self( $this->id, $finding, $this->other, $this->document, $this->other_post, $this->post, $this->ignored, $this->found_at );
	}
}
