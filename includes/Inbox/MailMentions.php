<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\MentionRepository;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryService;
use Aaia\Chatbot\Mail\NewDelivery;
use Aaia\Chatbot\Support\Clock;

/** Plans the mails to colleagues who are named in a private note and want them: one for a conversation until they have looked at it. */
final class MailMentions implements Subscriber {

	public const TYPES = [ EventType::MessageNoted ];

	/** Who sees the note in this time gets no mail. Seconds. */
	public const WAIT = 120;

	public function __construct(
		private readonly MentionRepository $mentions,
		private readonly AgentPreferences $preferences,
		private readonly DeliveryService $deliveries,
		private readonly Clock $clock,
	) {}

	public function name(): string {
		return 'mentions.mail';
	}

	public function on( Event $event ): void {
		$note = $event->message_id;
		$of   = $event->conversation_id;
		if ( EventType::MessageNoted !== $event->type || null === $note || null === $of || 0 === (int) ( $event->data['mentions'] ?? 0 ) ) {
			return;
		}
		foreach ( $this->mentions->of_messages( [ $note ] )[ $note ] ?? [] as $user_id ) {
			if ( $this->mentions->was_named_before( $of, $note, $user_id ) ) {
				continue;
			}
			$user = get_userdata( $user_id );
			if ( $user instanceof \WP_User && false !== is_email( $user->user_email ) && $this->preferences->of( $user_id )['mention_mails'] ) {
				$this->deliveries->add( new NewDelivery(
					Delivery::MENTION,
					Delivery::EMAIL,
					$user->user_email,
					"note $note to $user_id",
					$of,
					$this->clock->now()->modify( '+' . self::WAIT . ' seconds' ),
					cause_id: $note,
				) );
			}
		}
	}
}
