<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** Result of one check of a link. */
final class LinkCheckResult {

	/**
	 * @param LinkState $state  Alive, Dead (it failed now), Unsure, or Unknown when only a request can tell.
	 * @param string    $reason Reason of a failure: `missing`, `unpublished`, `status`, or a CallFailureKind; empty otherwise.
	 * @param int       $status HTTP status; 0 without a response.
	 */
	public function __construct(
		public readonly LinkState $state,
		public readonly string $reason = '',
		public readonly int $status = 0,
	) {}
}
