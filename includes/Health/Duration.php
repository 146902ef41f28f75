<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** A length of time in a text: "3 to 5 working days". */
final class Duration {

	/**
	 * @param float  $least    Hours.
	 * @param float  $most     Hours; the same unless a range is written.
	 * @param bool   $business Whether working days are counted.
	 * @param string $value    As it is written.
	 * @param int    $at       Where it begins, bytes.
	 * @param int    $bytes    How long it is.
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
