<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\DeskService;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Inbox\ConversationView;
use Aaia\Chatbot\Inbox\MessageView;

/** What the routes about one conversation share. */
final class Desk {

	public function __construct(
		private readonly ConversationAccess $access,
		private readonly ConversationRepository $repository,
		public readonly DeskService $service,
		public readonly MessageRepository $messages,
		public readonly ConversationView $conversations,
		public readonly MessageView $message_view,
	) {}

	/** The conversation of that public id, if the current user may do this with it. */
	public function find( string $public_id, Capability $capability = Capability::View ): ?Conversation {
		return $this->access->permitted( $this->repository->by_public_id( $public_id ), $capability );
	}
}
