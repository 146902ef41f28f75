<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Notices;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\MentionRepository;
use Aaia\Chatbot\Conversations\TeamRepository;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Inbox\AgentPreferences;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryRepository;
use Aaia\Chatbot\Mail\DeliveryService;
use Aaia\Chatbot\Mail\DeliveryState;
use Aaia\Chatbot\Mail\NewDelivery;
use Aaia\Chatbot\Support\Clock;

/**
 * Plans the notifications of agents who are not in the inbox (Web Push): one delivery for each of their browsers.
 *
 * While one of the same kind waits for the same conversation, no other is planned: the count of messages is written when it is sent.
 * After one was sent, the next follows a minute later at the earliest. Beyond BROWSER_HOURLY, and in an agent's quiet hours, one
 * notification stands for all.
 */
final class PlanPushes implements Subscriber {

	public const TYPES = NoticeKind::TYPES;

	/** Kind of a delivery that stands for many. */
	public const SUMMARY = 'summary';

	/** Seconds between two notifications about one conversation. */
	private const PAUSE = 60;

	/** Notifications of a browser in an hour, beyond which the rest of the hour is one. */
	private const BROWSER_HOURLY = 20;

	public function __construct(
		private readonly PushSubscriptionRepository $subscriptions,
		private readonly ConversationRepository $conversations,
		private readonly TeamRepository $teams,
		private readonly MentionRepository $mentions,
		private readonly AgentPreferences $preferences,
		private readonly DeliveryRepository $deliveries,
		private readonly DeliveryService $service,
		private readonly ConversationAccess $access,
		private readonly Clock $clock,
	) {}

	public function name(): string {
		return 'notices.push';
	}

	public function on( Event $event ): void {
		$is_news = in_array( $event->type, NoticeKind::TYPES, true )
			&& ( EventType::MessageNoted !== $event->type || 0 < (int) ( $event->data['mentions'] ?? 0 ) );
		if ( ! $is_news || null === $event->conversation_id || ! $this->subscriptions->is_used() ) {
			return;
		}
		$users        = $this->subscriptions->users();
		$conversation = [] === $users ? null : $this->conversations->by_id( $event->conversation_id );
		if ( null === $conversation ) {
			return;
		}
		cache_users( $users );
		$team    = $conversation->team_id;
		$members = null === $team ? [] : $this->teams->members( $team );
		$note    = EventType::MessageNoted === $event->type ? (int) $event->message_id : 0;
		$named   = 0 === $note ? [] : ( $this->mentions->of_messages( [ $note ] )[ $note ] ?? [] );
		foreach ( $users as $user_id ) {
			$teams = null !== $team && in_array( $user_id, $members, true ) ? [ $team ] : [];
			$kind  = NoticeKind::for_agent( $event, $conversation, $user_id, $teams, in_array( $user_id, $named, true ) );
			$user  = null === $kind ? false : get_userdata( $user_id );
			if (
				null !== $kind
				&& $user instanceof \WP_User
				&& $this->access->may_read( $user, $conversation )
				&& $this->preferences->of( $user_id )[ $kind->preference() ]
			) {
				$this->plan( $user, $conversation, $kind, $event );
			}
		}
	}

	private function plan( \WP_User $user, Conversation $conversation, NoticeKind $kind, Event $event ): void {
		$now   = $this->clock->now();
		$quiet = $this->preferences->quiet_hours( $user->ID )?->end( $now );
		foreach ( array_slice( $this->subscriptions->of_user( $user->ID ), 0, PushSubscriptionRepository::MOST ) as $subscription ) {
			$recipient = $subscription->recipient( $user->display_name );
			if ( null !== $quiet ) {
				$this->plan_summary( $recipient, $quiet );
				continue;
			}
			$last  = $this->deliveries->newest_about( $conversation->id, Delivery::NOTICE, $recipient, "$kind->value " );
			if ( null !== $last && DeliveryState::Queued === $last->state ) {
				continue;
			}
			$since = $now->modify( '-1 hour' );
			$most  = self::BROWSER_HOURLY;
			if ( $this->deliveries->count_since( $since, $recipient, [ Delivery::NOTICE ], $most ) >= $most ) {
				$this->plan_summary( $recipient, $now->setTime( (int) $now->format( 'H' ) + 1, 0 ) );
				continue;
			}
			$this->service->add( new NewDelivery(
				Delivery::NOTICE,
				Delivery::PUSH,
				$recipient,
				"$kind->value " . ( $event->message_id ?? 0 ) . " $event->id",
				$conversation->id,
				null === $last ? null : $last->created_at->modify( '+' . self::PAUSE . ' seconds' ),
			) );
		}
	}

	/** One for a browser and a time: the same is stored once. */
	private function plan_summary( string $recipient, \DateTimeImmutable $at ): void {
		$about = self::SUMMARY . ' ' . $at->getTimestamp();
		$this->service->add( new NewDelivery( Delivery::NOTICE, Delivery::PUSH, $recipient, $about, not_before: $at ) );
	}
}
