<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/** A response of our own site: its status and the kind of its redirect, never its content. */
final class LoopbackResponse {

	/**
	 * @param int    $status       HTTP status.
	 * @param bool   $is_challenge Whether a service in front of the site (Cloudflare) sent a challenge, so that the site was not reached.
	 * @param bool   $has_moved    Whether the response is from another page of the site than the one requested.
	 * @param string $place        A hash of the page, to compare two responses.
	 */
	public function __construct(
		public readonly int $status,
		public readonly RedirectKind $redirect,
		public readonly bool $is_challenge,
		public readonly bool $has_moved,
		public readonly string $place,
	) {}
}
