<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** What one look at a link's target showed. */
final class LinkCheckResult {

	/**
	 * @param LinkState $state  Alive, Dead (it failed now), Unsure, or Unknown when only a request can tell.
	 * @param string    $reason Of a failure: `missing`, `unpublished`, `status`, or a CallFailureKind; empty otherwise.
	 * @param int       $status HTTP status; 0 when there was none.
	 */
	public function __construct(
		public readonly LinkState $state,
		public readonly string $reason = '',
		public readonly int $status = 0,
	) {}
}
