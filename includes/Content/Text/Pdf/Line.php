<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

/** A line of text on a page. Lengths are in points, relative to the direction of the text. */
final class Line {

	/**
	 * @param string $text       Text; table cells are separated by tabs.
	 * @param float  $left       Left edge.
	 * @param float  $right      Right edge.
	 * @param float  $base       Baseline; greater is higher.
	 * @param float  $size       Font size.
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

	/**
	 * The text with the page number replaced, which is the same for running heads of several pages. Other numbers stay, they may be
	 * prices.
	 */
	public function pattern( int $page ): string {
		return (string) preg_replace( '/(?<![\d.,])' . $page . '(?![\d.,])/', '#', (string) preg_replace( '/\s+/u', ' ', trim( $this->text ) ) );
	}

	/** A copy of the line with another text. */
	public function with_text( string $text ): self {
		return new self( $text, $this->left, $this->right, $this->base, $this->size, $this->is_rotated );
	}

	public function has_cells(): bool {
		return str_contains( $this->text, "\t" );
	}

	/** Approximate width of the first word. */
	public function first_word_width(): float {
		$length = mb_strlen( $this->text, 'UTF-8' );
		$word   = strtok( $this->text, " \t" );
		return 0 === $length || false === $word ? 0.0 : ( $this->right - $this->left ) * mb_strlen( $word, 'UTF-8' ) / $length;
	}
}
