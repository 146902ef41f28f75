<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/** How long a server is waited for and how much is read of it. */
final class CallLimits {

	/**
	 * @param float  $seconds    For the whole exchange.
	 * @param int    $bytes      Bytes read of the body, packed and unpacked.
	 * @param float  $connect    Seconds to connect: a host that is up answers in well under one.
	 * @param ?float $first_byte Seconds to the first byte; null for no limit of its own.
	 * @param ?float $idle       Seconds without a byte once the answer has begun; null for no limit of its own.
	 */
	public function __construct(
		public readonly float $seconds = 10.0,
		public readonly int $bytes = 5_000_000,
		public readonly float $connect = 5.0,
		public readonly ?float $first_byte = null,
		public readonly ?float $idle = null,
	) {}

	/** The same with another time for the whole. */
	public function within( float $seconds ): self {
		return new self( $seconds, $this->bytes, $this->connect, $this->first_byte, $this->idle );
	}
}
