<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Section;

/** What a file says, or why it says nothing. */
final class FileContent {

	/**
	 * @param list<Section> $sections In reading order; empty when there is no text.
	 * @param ?Unreadable   $problem  Why there is no text, or not all of it; null when everything was read.
	 */
	public function __construct(
		public readonly array $sections,
		public readonly ?Unreadable $problem = null,
	) {}

	/**
	 * Sections with text; a file without any says so.
	 *
	 * @param list<Section> $sections
	 */
	public static function from_sections( array $sections, ?Unreadable $problem = null ): self {
		$sections = array_values( array_filter( $sections, static fn( Section $section ): bool => '' !== trim( $section->text ) ) );
		return new self( $sections, [] === $sections ? Unreadable::NoText : $problem );
	}

	public static function failed( Unreadable $problem ): self {
		return new self( [], $problem );
	}
}
