<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Digest;

/** The stretch of time a summary tells of: from $from up to, not including, $to. */
final class DigestPeriod {

	public function __construct(
		public readonly \DateTimeImmutable $from,
		public readonly \DateTimeImmutable $to,
	) {}

	/** For a delivery's row. */
	public function key(): string {
		return 'digest ' . $this->from->getTimestamp() . '-' . $this->to->getTimestamp();
	}

	/** Reverses key(). */
	public static function from_key( string $key ): ?self {
		return 1 === preg_match( '/\Adigest (\d+)-(\d+)\z/', $key, $parts )
			? new self( new \DateTimeImmutable( '@' . $parts[1] ), new \DateTimeImmutable( '@' . $parts[2] ) )
			: null;
	}

	/** The stretch of the same length $n times before this one. */
	public function earlier( int $n ): self {
		$length = $this->to->getTimestamp() - $this->from->getTimestamp();
		return new self( $this->from->modify( '-' . $n * $length . ' seconds' ), $this->to->modify( '-' . $n * $length . ' seconds' ) );
	}
}
