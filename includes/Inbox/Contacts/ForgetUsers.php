<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Contacts\ContactService;
use Aaia\Chatbot\Conversations\MentionRepository;
use Aaia\Chatbot\Conversations\UnreadMarkRepository;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\SiteState;

/** Deletes what is kept of users who were removed from WordPress: identities of contacts, marks of conversations and mentions. */
final class ForgetUsers {

	public function __construct(
		private readonly ContactService $contacts,
		private readonly UnreadMarkRepository $marks,
		private readonly MentionRepository $mentions,
		private readonly SiteState $state,
	) {}

	/** Hooks: `deleted_user`, `remove_user_from_blog`. A failure in our tables does not stop the removal. */
	public function forget( mixed $user_id ): void {
		if ( ! is_numeric( $user_id ) || ! $this->state->is_served() ) {
			return;
		}
		try {
			$this->contacts->forget_user( (int) $user_id );
			$this->marks->forget_user( (int) $user_id );
			$this->mentions->forget_user( (int) $user_id );
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Traces of a removed user: ' . $failure->getMessage() );
		}
	}
}
