<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/** A document as its source gives it: what is to be found under this id. */
final class SourceDocument {

	/**
	 * @param string              $external_id Unique in its source, such as `post:12`; at most 1,000 characters.
	 * @param string              $title       Plain text; may be empty.
	 * @param list<Section>       $sections    In reading order; no sections means that nothing of it can be found.
	 * @param string              $url         Where a visitor reads it; empty when nowhere.
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
