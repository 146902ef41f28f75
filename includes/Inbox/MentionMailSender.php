<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\MentionRepository;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryOutcome;
use Aaia\Chatbot\Mail\DeliverySender;
use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Mail\Mailer;
use Aaia\Chatbot\Mail\MessageIds;

/** Mails a private note to a colleague who is named in it, in their language; unless they have seen it, or may not see it any more. */
final class MentionMailSender implements DeliverySender {

	public function __construct(
		private readonly ConversationRepository $conversations,
		private readonly MessageRepository $messages,
		private readonly MentionRepository $mentions,
		private readonly AgentPreferences $preferences,
		private readonly AgentNames $names,
		private readonly ConversationAccess $access,
		private readonly Mailer $mailer,
	) {}

	public function sends( Delivery $delivery ): bool {
		return Delivery::EMAIL === $delivery->channel && Delivery::MENTION === $delivery->purpose;
	}

	public function send( Delivery $delivery ): DeliveryOutcome {
		$user         = get_user_by( 'email', $delivery->recipient );
		$note         = null === $delivery->cause_id ? null : $this->messages->by_id( $delivery->cause_id );
		$conversation = null === $delivery->conversation_id ? null : $this->conversations->by_id( $delivery->conversation_id );
		if (
			! $user instanceof \WP_User
			|| null === $note
			|| null === $conversation
			|| ! $this->access->may_read( $user, $conversation )
			|| ! $this->mentions->is_unseen( $note->id, $user->ID )
			|| ! $this->preferences->of( $user->ID )['mention_mails']
		) {
			return DeliveryOutcome::needless();
		}
		return $this->mailer->send( LocaleSwitcher::run(
			get_user_locale( $user ),
			fn(): Email => $this->mail( $delivery, $conversation, $note )
		) );
	}

	private function mail( Delivery $delivery, Conversation $conversation, Message $note ): Email {
		/* translators: %s: name of an agent. */
		$subject = sprintf( __( '%s mentioned you in a conversation', 'aaia-chatbot' ), $this->names->name( (int) $note->author_id ) );
		$quoted  = '> ' . str_replace( "\n", "\n> ", $note->text );
		$link    = admin_url( 'admin.php?page=' . AdminPages::CONVERSATIONS . '&conversation=' . rawurlencode( $conversation->public_id ) );
		$text    = [
			__( 'The private note:', 'aaia-chatbot' ) . "\n\n" . $quoted,
			__( 'Open the conversation:', 'aaia-chatbot' ) . "\n" . $link,
			__( 'You can switch these e-mails off under a conversation’s field, behind the gearwheel.', 'aaia-chatbot' ),
		];
		return new Email(
			$delivery->recipient,
			$subject,
			implode( "\n\n", $text ),
			null,
			MessageIds::for_delivery( $delivery ),
			MessageIds::for_conversation( $conversation ),
			[ 'X-AAIA-Type' => 'mention' ]
		);
	}
}
