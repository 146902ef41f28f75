<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** A duration in a text, such as "3 to 5 working days". */
final class Duration {

	/**
	 * @param float  $least    Hours.
	 * @param float  $most     Hours; equal to the minimum unless a range is written.
	 * @param bool   $business Whether working days are counted.
	 * @param string $value    The duration as written.
	 * @param int    $at       Byte offset in the text.
	 * @param int    $bytes    Length in bytes.
	 */
	public function __construct(
		public readonly float $least,
		public readonly float $most,
		public readonly bool $business,
		public readonly string $value,
		public readonly int $at,
		public readonly int $bytes,
	) {}
}
