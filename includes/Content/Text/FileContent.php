<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Section;

/** Text of a file, or the reason why there is none. */
final class FileContent {

	/**
	 * @param list<Section> $sections In reading order; empty when there is no text.
	 * @param ?Unreadable   $problem  Why there is no text, or only a part; null when everything was read.
	 */
	public function __construct(
		public readonly array $sections,
		public readonly ?Unreadable $problem = null,
	) {}

	/**
	 * Drops sections without text. If none is left, the problem is NoText.
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
