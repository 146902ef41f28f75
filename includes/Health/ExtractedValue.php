<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** A value in a sentence, before it is known what it is about. */
final class ExtractedValue {

	/**
	 * @param string       $unit  See Claim.
	 * @param list<string> $keys  See Claim.
	 * @param string       $value As it is written.
	 * @param int          $at    Where it begins in the sentence, bytes.
	 * @param int          $bytes How long it is.
	 */
	public function __construct(
		public readonly ClaimKind $kind,
		public readonly string $unit,
		public readonly array $keys,
		public readonly string $value,
		public readonly int $at,
		public readonly int $bytes,
	) {}
}
