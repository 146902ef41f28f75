<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** Two contradicting claims, and the document of the second. */
final class ClaimConflict {

	public function __construct(
		public readonly Claim $claim,
		public readonly int $other_id,
		public readonly Claim $other,
	) {}
}
