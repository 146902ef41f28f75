<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AddressCheckRepository;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\ReplyAddresses;
use Aaia\Chatbot\Mail\Address\AddressHash;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryRepository;
use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;

/** Which replies of agents a visitor has not seen, and the address to which they are mailed. */
final class UnseenReplies {

	/** Older replies are not mailed any more. */
	private const OLDEST = '-7 days';

	/** Messages that are looked through. */
	private const MOST = 200;

	public function __construct(
		private readonly Settings $settings,
		private readonly Clock $clock,
		private readonly ReplyAddresses $addresses,
		private readonly AddressCheckRepository $checks,
		private readonly MessageRepository $messages,
		private readonly DeliveryRepository $deliveries,
	) {}

	/** Whether the owner wants replies in a conversation to be mailed. */
	public function are_mailed( Conversation $conversation ): bool {
		return Conversation::WEB === $conversation->channel && $this->settings->bool( 'visitor_reply_mails' );
	}

	/** The visitor's newest message; null when they have written nothing yet. */
	public function last_written( Conversation $conversation ): ?int {
		return $this->messages->last_visitor_messages_before( [ [ $conversation->id, PHP_INT_MAX ] ] )[0] ?? null;
	}

	/**
	 * Whether the team began the conversation, on no page, and the visitor has written nothing yet.
	 *
	 * @param ?int $written Result of last_written().
	 */
	public static function are_first( Conversation $conversation, ?int $written ): bool {
		return '' === $conversation->page_url && null === $written;
	}

	/** The address that replies in a conversation may be mailed to; null when there is none. */
	public function recipient( Conversation $conversation ): ?string {
		$address = $this->addresses->of( $conversation->id );
		return null !== $address && Email::is_plain_address( $address ) && ! $this->checks->is_refused( AddressHash::hash( $address ) )
			? $address
			: null;
	}

	/**
	 * Public replies of the last days that were neither seen nor mailed to this address, oldest first.
	 *
	 * A visitor has seen what the panel reported as read, and what was there when they wrote.
	 *
	 * @param string    $recipient Empty for none.
	 * @param ?int      $written   Result of last_written().
	 * @param ?Delivery $delivery  Those of one delivery, also when it exists already.
	 *
	 * @return list<Message>
	 */
	public function of( Conversation $conversation, string $recipient, ?int $written, ?Delivery $delivery = null ): array {
		$mailed  = '' === $recipient ? 0 : $this->deliveries->newest_cause( $conversation->id, Delivery::REPLY, $recipient, $delivery?->id );
		$seen    = max( $conversation->visitor_read_id ?? 0, $written ?? 0, $mailed );
		$until   = $delivery->cause_id ?? PHP_INT_MAX;
		$oldest  = $this->clock->now()->modify( self::OLDEST );
		return array_values( array_filter(
			$this->messages->after( $conversation->id, $seen, self::MOST ),
			static fn( Message $message ): bool => AuthorType::Agent === $message->author
				&& $message->id <= $until
				&& $message->created_at > $oldest
		) );
	}
}
