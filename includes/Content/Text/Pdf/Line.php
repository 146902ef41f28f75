<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

/** A line of text on a page. Lengths are in points, seen in the direction of the text. */
final class Line {

	/**
	 * @param string $text  Cells of a table are divided by tabs.
	 * @param float  $left  Where it begins.
	 * @param float  $right Where it ends.
	 * @param float  $base  How high it stands; greater is higher.
	 * @param float  $size  Of its letters.
	 * @param bool   $is_rotated Whether it is not written from left to right.
	 */
	public function __construct(
		public readonly string $text,
		public readonly float $left,
		public readonly float $right,
		public readonly float $base,
		public readonly float $size,
		public readonly bool $is_rotated = false,
	) {}

	/** What running heads have in common: the words, with a sign in place of the number of the page. Other figures may be prices. */
	public function pattern( int $page ): string {
		return (string) preg_replace( '/(?<![\d.,])' . $page . '(?![\d.,])/', '#', (string) preg_replace( '/\s+/u', ' ', trim( $this->text ) ) );
	}

	/** The same line with another text. */
	public function with_text( string $text ): self {
		return new self( $text, $this->left, $this->right, $this->base, $this->size, $this->is_rotated );
	}

	public function has_cells(): bool {
		return str_contains( $this->text, "\t" );
	}

	/** How far its first word reaches, about. */
	public function first_word_width(): float {
		$length = mb_strlen( $this->text, 'UTF-8' );
		$word   = strtok( $this->text, " \t" );
		return 0 === $length || false === $word ? 0.0 : ( $this->right - $this->left ) * mb_strlen( $word, 'UTF-8' ) / $length;
	}
}
