<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Notices;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AgentRepository;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\MentionRepository;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Conversations\StatusMachine;
use Aaia\Chatbot\Conversations\TeamRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Inbox\AgentPreferences;
use Aaia\Chatbot\Inbox\FirstUnread;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryOutcome;
use Aaia\Chatbot\Mail\DeliverySender;
use Aaia\Chatbot\Support\Clock;

/**
 * Sends a planned notification to one browser, unless it has become needless: its reader is in the inbox, has seen it, may not see it any
 * more, wants none, or somebody else saw to it.
 */
final class PushSender implements DeliverySender {

	/** Who did something in the inbox in this time is there; it reports every minute. */
	private const ACTIVE = '-90 seconds';

	public function __construct(
		private readonly PushSubscriptionRepository $subscriptions,
		private readonly ConversationRepository $conversations,
		private readonly MessageRepository $messages,
		private readonly MentionRepository $mentions,
		private readonly TeamRepository $teams,
		private readonly AgentRepository $agents,
		private readonly AgentPreferences $preferences,
		private readonly FirstUnread $unread,
		private readonly ConversationAccess $access,
		private readonly PushText $text,
		private readonly PushClient $client,
		private readonly Clock $clock,
	) {}

	public function sends( Delivery $delivery ): bool {
		return Delivery::PUSH === $delivery->channel;
	}

	public function send( Delivery $delivery ): DeliveryOutcome {
		$subscription = $this->subscriptions->by_public_id( PushSubscription::of_recipient( $delivery->recipient ) );
		$user         = null === $subscription ? false : get_userdata( $subscription->user_id );
		$now          = $this->clock->now();
		if (
			null === $subscription
			|| ! $user instanceof \WP_User
			|| ! user_can( $user, Capability::View->value )
			|| $this->agents->was_active( $user->ID, $now->modify( self::ACTIVE ) )
			|| null !== $this->preferences->quiet_hours( $user->ID )?->end( $now )
		) {
			return DeliveryOutcome::needless();
		}
		[ $word, $message_id ] = explode( ' ', "$delivery->about 0 " );
		$kind                  = NoticeKind::tryFrom( $word );
		$push                  = LocaleSwitcher::run(
			get_user_locale( $user ),
			fn(): ?array => null === $kind ? $this->text->summary() : $this->push( $delivery, $user, $kind, (int) $message_id )
		);
		return null === $push
			? DeliveryOutcome::needless()
			: $this->client->send( $subscription, $push, $push['tag'], NoticeKind::Waiting === $kind || NoticeKind::Mention === $kind );
	}

	/** @return ?array{kind: string, conversation: ?string, count: int, title: string, body: string, url: string, tag: string} */
	private function push( Delivery $delivery, \WP_User $user, NoticeKind $kind, int $message_id ): ?array {
		$conversation = null === $delivery->conversation_id ? null : $this->conversations->by_id( $delivery->conversation_id );
		if (
			null === $conversation
			|| ! $this->access->may_read( $user, $conversation )
			|| ! $this->preferences->of( $user->ID )[ $kind->preference() ]
			|| ! $this->is_still( $kind, $conversation, $user->ID, $message_id )
		) {
			return null;
		}
		$count = NoticeKind::Message === $kind ? ( $this->unread->of( $conversation->id, $user->ID )['count'] ?? 0 ) : 1;
		$note  = NoticeKind::Mention === $kind ? $this->messages->by_id( $message_id ) : null;
		return 0 === $count ? null : $this->text->about( $conversation, $kind, $count, $note );
	}

	/** Whether it is still so. */
	private function is_still( NoticeKind $kind, Conversation $conversation, int $user_id, int $message_id ): bool {
		return match ( $kind ) {
			NoticeKind::Mention  => $this->mentions->is_unseen( $message_id, $user_id ),
			NoticeKind::Assigned => $user_id === $conversation->assignee_id && self::is_active( $conversation ),
			NoticeKind::Waiting  => Status::Pending === $conversation->status && $this->is_own_or_free( $conversation, $user_id ),
			NoticeKind::Woken    => $conversation->is_woken() && $this->is_own( $conversation, $user_id ),
			NoticeKind::Team,
			NoticeKind::Message  => self::is_active( $conversation ) && $this->is_own( $conversation, $user_id ),
		};
	}

	private static function is_active( Conversation $conversation ): bool {
		return StatusMachine::is_active( $conversation->status, $conversation->archived );
	}

	private function is_own_or_free( Conversation $conversation, int $user_id ): bool {
		return null === $conversation->assignee_id && null === $conversation->team_id || $this->is_own( $conversation, $user_id );
	}

	private function is_own( Conversation $conversation, int $user_id ): bool {
		return null === $conversation->assignee_id
			? null !== $conversation->team_id && in_array( $conversation->team_id, $this->teams->of_user( $user_id ), true )
			: $user_id === $conversation->assignee_id;
	}
}
