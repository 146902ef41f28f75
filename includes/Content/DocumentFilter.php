<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/** Which documents an owner wants listed. */
final class DocumentFilter {

	/**
	 * @param string $source   Name of a source; empty for all.
	 * @param string $text     Part of the title or the address; empty for all.
	 * @param ?bool  $excluded Only those kept out, only the others, or both (null).
	 */
	public function __construct(
		public readonly string $source = '',
		public readonly string $text = '',
		public readonly ?bool $excluded = null,
	) {}
}
