<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationNotFound;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Http\Capability;

/** Finds the conversation of a staff request. */
final class ConversationFinder {

	public function __construct(
		private readonly ConversationAccess $access,
		private readonly ConversationRepository $conversations,
	) {}

	/**
	 * The conversation with this public id, if the current user has the capability on it.
	 *
	 * @throws ConversationNotFound When it does not exist or the user has no access; the two are not distinguished.
	 */
	public function find( string $public_id, Capability $capability = Capability::View ): Conversation {
		return $this->access->permitted( $this->conversations->by_public_id( $public_id ), $capability ) ?? throw new ConversationNotFound();
	}
}
