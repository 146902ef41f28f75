<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Contacts\ContactService;
use Aaia\Chatbot\Conversations\Conversation;

/**
 * Links conversations of visitors who are signed in to WordPress to the contact of their account, after the response.
 *
 * Visitors' routes ignore cookies, and so does the session: it gets nothing by this. The cookie of the request that stored a message only
 * tells staff whose account it was written with. It must be read in that request: a job runs with somebody else's cookies.
 */
final class SignedInVisitors {

	/** After Plugin::finish(), which ends the response. */
	private const PRIORITY = 1500;

	/** @var array<int, true> Row ids of conversations. */
	private array $conversations = [];

	public function __construct( private readonly ContactService $contacts ) {}

	/** After a message was stored. Makes no query. */
	public function note( Conversation $conversation ): void {
		if ( Conversation::WEB !== $conversation->channel || ! isset( $_COOKIE[ (string) constant( 'LOGGED_IN_COOKIE' ) ] ) ) {
			return;
		}
		add_action( 'shutdown', [ $this, 'link' ], self::PRIORITY );
		$this->conversations[ $conversation->id ] = true;
	}

	/** Hook: `shutdown`. */
	public function link(): void {
		$conversations       = array_keys( $this->conversations );
		$this->conversations = [];
		try {
			$user = get_userdata( (int) wp_validate_auth_cookie( '', 'logged_in' ) );
			if ( false === $user ) {
				return;
			}
			foreach ( $conversations as $id ) {
				$this->contacts->note_user( $id, $user );
			}
		} catch ( \Throwable $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Contact of a signed-in visitor: ' . $failure->getMessage() );
		}
	}
}
