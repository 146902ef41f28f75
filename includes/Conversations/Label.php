<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/** A label of conversations: a name and a colour. Names that differ in case only are one name. */
final class Label {

	/** Labels of a site. */
	public const MOST = 500;

	/** Characters of a name. */
	public const LENGTH = 40;

	/** Colours to choose from. A label that is made without one gets one of them by its name. */
	public const COLORS = [
		'#d93025', '#e8710a', '#f9ab00', '#1e8e3e', '#12888a', '#1a73e8', '#5b5bd6', '#a142f4', '#d01884', '#7a5c3e', '#5f6368', '#202124',
	];

	public function __construct(
		public readonly int $id,
		public readonly string $name,
		public readonly string $color,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		return new self( (int) $row['id'], (string) $row['name'], (string) $row['color'] );
	}

	/** A name as it is stored: on one line, without `#` at its beginning. */
	public static function name( string $typed ): string {
		return ltrim( Text::line( $typed ), '# ' );
	}

	/** The same for all names that differ in case only. */
	public static function folded( string $name ): string {
		return substr( hash( 'sha256', mb_strtolower( $name, 'UTF-8' ) ), 0, 32 );
	}

	/** The colour of a label that is made without one. */
	public static function usual_color( string $name ): string {
		return self::COLORS[ crc32( self::folded( $name ) ) % count( self::COLORS ) ];
	}
}
