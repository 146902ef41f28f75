<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Digest;

defined( 'ABSPATH' ) || exit;

/** The period of a summary: from $from up to, not including, $to. */
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

	/** The same days and hours of the wall clock, whole weeks before: one for each week the period touches, times $n. */
	public function earlier( int $n ): self {
		$weeks = $n * (int) ceil( max( 1, $this->to->getTimestamp() - $this->from->getTimestamp() - 3600 ) / WEEK_IN_SECONDS );
		return new self( $this->before( $this->from, $weeks ), $this->before( $this->to, $weeks ) );
	}

	/** In the site's zone, so that summer time does not move it. */
	private function before( \DateTimeImmutable $time, int $weeks ): \DateTimeImmutable {
		return $time->setTimezone( wp_timezone() )->modify( "-$weeks weeks" )->setTimezone( new \DateTimeZone( 'UTC' ) );
	}
}
