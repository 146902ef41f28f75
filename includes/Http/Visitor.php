<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** The visitor of a request, as proved by the token. */
final class Visitor {

	/**
	 * @param ?int    $id              Row of the visitor; null before the first message, which stores it.
	 * @param string  $public_id       Random id inside the token.
	 * @param string  $session_hash    Hash of the token's session, as it is stored.
	 * @param int     $issued_at       Unix time.
	 * @param int     $expires_at      Unix time.
	 * @param ?string $consent_version Version of the consent text that was agreed to.
	 * @param bool    $has_session     Whether the session has a row.
	 * @param ?string $invitation      Public id of the mailed link by which the session began; null in the visitor's own browser.
	 * @param ?int    $conversation_id The only conversation such a session may read and write.
	 * @param ?string $member          The logged-in user that the session was begun by, as MemberAccess names it.
	 */
	public function __construct(
		public readonly ?int $id,
		public readonly string $public_id,
		public readonly string $session_hash,
		public readonly int $issued_at,
		public readonly int $expires_at,
		public readonly ?string $consent_version,
		public readonly bool $has_session = false,
		public readonly ?string $invitation = null,
		public readonly ?int $conversation_id = null,
		public readonly ?string $member = null,
	) {}

	/** Whether the session reaches this conversation of the visitor. */
	public function reaches( int $conversation_id ): bool {
		return null === $this->invitation || $this->conversation_id === $conversation_id;
	}
}
