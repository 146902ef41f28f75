<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** What a confirmed request for a person says. */
final class NewSupportRequest {

	/**
	 * @param string  $summary   At most 1,000 characters are kept.
	 * @param ?string $email     Kept only when is_email() says so and the visitor typed it (see SupportService).
	 * @param ?string $sealed_ip Encrypted; null when the owner does not allow it.
	 * @param bool    $confirmed The visitor sent a form with these values; always so for the button.
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

	/** Whether its details are the visitor's own: without their confirmation a model, or a document it read, may have made them up. */
	public function is_the_visitors(): bool {
		return $this->confirmed || SupportOrigin::Button === $this->origin;
	}
}
