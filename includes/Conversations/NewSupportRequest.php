<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** A request for a person, before it is stored. */
final class NewSupportRequest {

	/**
	 * @param string  $summary   At most 1,000 characters are kept.
	 * @param ?string $email     Kept only when is_email() says so and the visitor typed it (see SupportService).
	 * @param ?string $sealed_ip Encrypted; null when the owner does not allow it.
	 * @param bool    $confirmed The visitor confirmed a form with these values; always true for the button.
	 */
	public function __construct(
		public readonly SupportOrigin $origin,
		public readonly SupportReason $reason,
		public readonly string $summary = '',
		public readonly ?string $email = null,
		public readonly ?string $name = null,
		public readonly string $page_url = '',
		public readonly string $page_title = '',
		public readonly ?string $sealed_ip = null,
		public readonly bool $confirmed = false,
	) {}

	/** Whether the visitor confirmed the details. Otherwise a model may have invented them, or a document it read may have supplied them. */
	public function is_confirmed(): bool {
		return $this->confirmed || SupportOrigin::Button === $this->origin;
	}
}
