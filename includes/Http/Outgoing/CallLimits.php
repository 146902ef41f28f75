<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/** Limits of an outgoing request in time and size. */
final class CallLimits {

	/**
	 * @param float  $seconds    For the whole exchange.
	 * @param int    $bytes      Bytes read of the body, compressed and decompressed.
	 * @param float  $connect    Seconds to connect: a host that is up answers in well under one.
	 * @param ?float $first_byte Seconds to the first byte; null for no limit of its own.
	 * @param ?float $idle       Seconds without a byte once the response has begun; null for no limit of its own.
	 */
	public function __construct(
		public readonly float $seconds = 10.0,
		public readonly int $bytes = 5_000_000,
		public readonly float $connect = 5.0,
		public readonly ?float $first_byte = null,
		public readonly ?float $idle = null,
	) {}

	/** A copy with another total time, and at most so many bytes. */
	public function within( float $seconds, int $bytes = PHP_INT_MAX ): self {
		return new self( $seconds, min( $bytes, $this->bytes ), $this->connect, $this->first_byte, $this->idle );
	}
}
