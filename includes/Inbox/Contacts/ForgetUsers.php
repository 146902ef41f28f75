<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Contacts\ContactService;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\SiteState;

/** Deletes the identities of users who were removed from WordPress. */
final class ForgetUsers {

	public function __construct(
		private readonly ContactService $contacts,
		private readonly SiteState $state,
	) {}

	/** Hooks: `deleted_user`, `remove_user_from_blog`. A failure in our tables does not stop the removal. */
	public function forget( mixed $user_id ): void {
		if ( ! is_numeric( $user_id ) || ! $this->state->is_served() ) {
			return;
		}
		try {
			$this->contacts->forget_user( (int) $user_id );
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Contact of a removed user: ' . $failure->getMessage() );
		}
	}
}
