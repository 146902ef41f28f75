<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** A value in a sentence, before its subject is determined. */
final class ExtractedValue {

	/**
	 * @param string       $unit  See Claim.
	 * @param list<string> $keys  See Claim.
	 * @param string       $value The value as written.
	 * @param int          $at    Byte offset in the sentence.
	 * @param int          $bytes Length in bytes.
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
