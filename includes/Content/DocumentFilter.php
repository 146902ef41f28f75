<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/** Filter of the owner's list of documents. */
final class DocumentFilter {

	/**
	 * @param string $source   Name of a source; empty for all.
	 * @param string $text     Part of the title or the URL; empty for all.
	 * @param ?bool  $excluded True: only excluded documents; false: only the others; null: both.
	 */
	public function __construct(
		public readonly string $source = '',
		public readonly string $text = '',
		public readonly ?bool $excluded = null,
	) {}
}
