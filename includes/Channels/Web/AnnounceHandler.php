<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\Handler;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Http\LocaleSwitcher;

/** Tells visitors in their conversation who joined it, and that the assistant answers again. A first reply says itself who joined. */
final class AnnounceHandler implements Subscriber {

	public const TYPES = [ EventType::HandlerChanged ];

	public function __construct(
		private readonly ConversationRepository $conversations,
		private readonly SupportService $support,
		private readonly PublicName $names,
	) {}

	public function name(): string {
		return 'web.handler';
	}

	public function on( Event $event ): void {
		$conversation = null === $event->conversation_id || null !== $event->message_id
			? null
			: $this->conversations->by_id( $event->conversation_id );
		$handler      = is_string( $event->data['to'] ?? null ) ? Handler::tryFrom( $event->data['to'] ) : null;
		if ( null === $conversation || null === $handler || Conversation::WEB !== $conversation->channel ) {
			return;
		}
		$agent = is_numeric( $event->data['agent'] ?? null ) ? $this->names->own( (int) $event->data['agent'] ) : null;
		$words = LocaleSwitcher::run(
			$conversation->language,
			static fn(): string => match ( true ) {
				Handler::Assistant === $handler => __( 'The automated assistant answers again.', 'aaia-chatbot' ),
				null === $agent => __( 'A member of our team has joined.', 'aaia-chatbot' ),
				/* translators: %s: name of an agent. */
				default => sprintf( __( '%s has joined.', 'aaia-chatbot' ), $agent ),
			}
		);
		$this->support->announce( $conversation->id, $handler, $words, 'handler-' . $event->id );
	}
}
