<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/** A document as its source provides it. */
final class SourceDocument {

	/**
	 * @param string              $external_id Id that is unique in its source, such as `post:12`; at most 1,000 characters.
	 * @param string              $title       Plain text; may be empty.
	 * @param list<Section>       $sections    In reading order; a document without sections is never found.
	 * @param string              $url         Where visitors read it; may be empty.
	 * @param string              $language    BCP 47 primary language such as `fr`; empty when unknown.
	 * @param ?\DateTimeImmutable $modified_at Last change, UTC.
	 */
	public function __construct(
		public readonly string $external_id,
		public readonly string $title,
		public readonly array $sections,
		public readonly string $url = '',
		public readonly string $language = '',
		public readonly ?\DateTimeImmutable $modified_at = null,
	) {}
}
