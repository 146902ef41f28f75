<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/** An answer of our own site: only its status and the kind of page it redirects to, never its text. */
final class LoopbackResponse {

	/**
	 * @param int    $status       HTTP status.
	 * @param bool   $is_challenge A service before the site asked whether a person is there (Cloudflare): the site itself was not reached.
	 * @param bool   $has_moved    Another page of the site answered than the one that was asked.
	 * @param string $place        Same for the same page: tells whether two answers came from one place, and nothing else.
	 */
	public function __construct(
		public readonly int $status,
		public readonly RedirectKind $redirect,
		public readonly bool $is_challenge,
		public readonly bool $has_moved,
		public readonly string $place,
	) {}
}
