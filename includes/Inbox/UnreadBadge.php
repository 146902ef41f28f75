<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Storage\DatabaseFailure;

/** The number of unread conversations, as the menu and the admin bar show it. One indexed query in a request, wherever it is shown. */
final class UnreadBadge {

	private ?int $unread = null;

	public function __construct( private readonly InboxRepository $inbox ) {}

	/** At most InboxRepository::COUNT_CAP; null for those who see no conversations, and while the database does not answer. */
	public function count(): ?int {
		if ( ! Capability::View->allowed() ) {
			return null;
		}
		try {
			return $this->unread ??= $this->inbox->unread();
		} catch ( DatabaseFailure ) {
			return null;
		}
	}

	/** The number as it is shown: "3", "99+". */
	public static function shown( int $unread ): string {
		return $unread >= InboxRepository::COUNT_CAP ? '99+' : (string) $unread;
	}
}
