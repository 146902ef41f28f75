<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

/** Joins pieces of text to words, cells and lines by their positions, because PDF has none of these. */
final class LineBuilder {

	/** Minimum gap between words, in font sizes. The smallest space of typesetters is a fifth. */
	private const SPACE = 0.16;

	/** Minimum gap between table cells, in font sizes. */
	private const CELL = 0.9;

	/** Vertical distance that starts another line, in font sizes; super- and subscripts are closer. */
	private const UP_OR_DOWN = 0.45;

	/** Step backwards that starts another line, in font sizes; accents and kerning step back less. */
	private const BACK = 0.6;

	/** Ligatures and the letters they stand for. */
	private const LIGATURES = [ 'ﬀ' => 'ff', 'ﬁ' => 'fi', 'ﬂ' => 'fl', 'ﬃ' => 'ffi', 'ﬄ' => 'ffl', 'ﬅ' => 'st', 'ﬆ' => 'st' ];

	/** @var list<Line> */
	private array $lines = [];

	private string $text = '';

	private float $left = 0.0;

	private float $right = 0.0;

	private float $base = 0.0;

	private float $size = 0.0;

	private int $direction = 0;

	/**
	 * @param Matrix $at    Position, direction and scale of the piece.
	 * @param float  $size  Font size before $at is applied.
	 * @param float  $width Width before $at is applied.
	 */
	public function add( string $text, Matrix $at, float $size, float $width ): void {
		$scale  = hypot( $at->a, $at->b );
		$height = abs( $size ) * hypot( $at->c, $at->d );
		if ( '' === $text || 0.0 === $scale || 0.0 === $height ) {
			return;
		}
		$direction = (int) round( rad2deg( atan2( $at->b, $at->a ) ) );
		$left      = ( $at->e * $at->a + $at->f * $at->b ) / $scale;
		$base      = ( $at->f * $at->a - $at->e * $at->b ) / $scale;
		$right     = $left + $width * $scale;
		$unit      = max( $height, $this->size );
		$gap       = $left - $this->right;
		if (
			'' === $this->text
			|| $direction !== $this->direction
			|| abs( $base - $this->base ) > self::UP_OR_DOWN * $unit
			|| $gap < -self::BACK * $unit
		) {
			// Some programs make text bold by drawing it twice.
			if (
				$direction === $this->direction
				&& abs( $base - $this->base ) < 0.1 * $unit
				&& abs( $left - $this->left ) < 0.1 * $unit
				&& trim( $text ) === trim( $this->text )
			) {
				return;
			}
			$this->end();
			[ $this->left, $this->base, $this->size, $this->direction ] = [ $left, $base, $height, $direction ];
		} elseif ( $gap > self::CELL * $unit ) {
			$this->text = rtrim( $this->text ) . "\t";
		} elseif ( $gap > self::SPACE * $unit && ! str_ends_with( $this->text, ' ' ) && ! str_starts_with( $text, ' ' ) ) {
			$this->text .= ' ';
		}
		$this->text .= $text;
		$this->right = max( $right, $this->left );
		$this->size  = max( $this->size, $height );
	}

	/** Ends the current line. */
	public function end(): void {
		$text = trim( (string) preg_replace( [ '/[^\S\t]+/u', '/ *\t[ \t]*/' ], [ ' ', "\t" ], strtr( $this->text, self::LIGATURES ) ) );
		if ( '' !== $text ) {
			$this->lines[] = new Line( $text, $this->left, $this->right, $this->base, $this->size, 0 !== $this->direction );
		}
		$this->text = '';
	}

	/** @return list<Line> In the order in which they were drawn. */
	public function lines(): array {
		$this->end();
		return $this->lines;
	}
}
