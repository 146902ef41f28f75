<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

/** A transformation matrix of PDF: position, scale and direction (ISO 32000-1, 8.3.3). */
final class Matrix {

	public function __construct(
		public readonly float $a = 1.0,
		public readonly float $b = 0.0,
		public readonly float $c = 0.0,
		public readonly float $d = 1.0,
		public readonly float $e = 0.0,
		public readonly float $f = 0.0,
	) {}

	/**
	 * The matrix of an instruction's six numbers; the identity when there are fewer.
	 *
	 * @param list<mixed> $numbers
	 */
	public static function from_operands( array $numbers ): self {
		$numbers = array_values( array_filter( array_slice( $numbers, -6 ), is_float( ... ) ) );
		return 6 === count( $numbers ) ? new self( ...$numbers ) : new self();
	}

	/** This transformation followed by another. */
	public function then( self $other ): self {
		return new self(
			$this->a * $other->a + $this->b * $other->c,
			$this->a * $other->b + $this->b * $other->d,
			$this->c * $other->a + $this->d * $other->c,
			$this->c * $other->b + $this->d * $other->d,
			$this->e * $other->a + $this->f * $other->c + $other->e,
			$this->e * $other->b + $this->f * $other->d + $other->f,
		);
	}

	/** This transformation after a move along the axes. */
	public function after_step( float $x, float $y ): self {
		return new self(
			$this->a,
			$this->b,
			$this->c,
			$this->d,
			$x * $this->a + $y * $this->c + $this->e,
			$x * $this->b + $y * $this->d + $this->f,
		);
	}
}
