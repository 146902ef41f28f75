<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ReplyAddresses;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Settings\Settings;

/** Plans a mail with the replies a visitor has not seen: after an agent's reply, and when the conversation gets an address. */
final class MailReplies implements Subscriber {

	public const TYPES = [ EventType::MessageReplied, EventType::ConversationUpdated ];

	private const NEW_ADDRESS = [ ReplyAddresses::ENTERED, SupportService::VERIFIED ];

	public function __construct(
		private readonly Settings $settings,
		private readonly JobQueue $jobs,
	) {}

	public function name(): string {
		return 'replies.mail';
	}

	public function on( Event $event ): void {
		$id       = $event->conversation_id;
		$concerns = EventType::MessageReplied === $event->type
			|| EventType::ConversationUpdated === $event->type && in_array( $event->data['address'] ?? null, self::NEW_ADDRESS, true );
		if ( null !== $id && $concerns && $this->settings->bool( 'visitor_reply_mails' ) ) {
			// The job finds out what is due when.
			$key = EventType::MessageReplied === $event->type ? SendUnseenReplies::key( $id ) : SendUnseenReplies::key( $id ) . ' to a new address';
			$this->jobs->push( SendUnseenReplies::NAME, [ 'conversation' => $id ], null, $key );
		}
	}
}
