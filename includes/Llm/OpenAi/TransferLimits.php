<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

/** How long a model server is waited for and how much is read of it. */
final class TransferLimits {

	/**
	 * @param float $connect    Seconds to connect: a host that is up answers in well under one.
	 * @param float $first_byte Seconds to the first byte: models that think first, or are loaded first, take tens of seconds.
	 * @param float $idle       Seconds without a byte once the answer has begun.
	 * @param int   $bytes      Most bytes of one answer; 64 kB of text come as about 2 MB of events.
	 */
	public function __construct(
		public readonly float $connect = 5.0,
		public readonly float $first_byte = 40.0,
		public readonly float $idle = 20.0,
		public readonly int $bytes = 6_000_000,
	) {}
}
