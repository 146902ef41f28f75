<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail\Address;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AddressCheckRepository;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\SupportRequest;
use Aaia\Chatbot\Conversations\SupportRequestRepository;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryService;
use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Mail\NewDelivery;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/**
 * Sends a verification mail to the address that a visitor gave with a request for a person: at once where acknowledgements are wanted,
 * otherwise when there is a reply to mail.
 *
 * Anybody can type anybody's address. So there are caps for each address, each visitor and the whole site, one mail per request,
 * and none to an address whose owner refused. The visitor sees the same message in all these cases.
 */
final class VerifyAddresses implements Subscriber {

	public const TYPES = [ EventType::SupportRequested, EventType::ConversationUpdated ];

	/** Mails to one address in a day, and the shortest time between two of them. */
	private const PER_ADDRESS = 3;

	private const PAUSE = '-10 minutes';

	/** Addresses one visitor may give in a day. */
	private const PER_VISITOR = 5;

	/** Mails of the whole site in an hour. */
	private const PER_SITE = 60;

	/** A visitor who verified an address need not verify it again for this long. */
	private const REMEMBERED = '-30 days';

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly Settings $settings,
		private readonly AddressCheckRepository $checks,
		private readonly SupportRequestRepository $requests,
		private readonly ConversationRepository $conversations,
		private readonly DeliveryService $deliveries,
		private readonly AddressConfirmation $confirmation,
	) {}

	public function name(): string {
		return 'alerts.addresses';
	}

	public function on( Event $event ): void {
		$asked        = EventType::SupportRequested === $event->type
			|| EventType::ConversationUpdated === $event->type
			&& SupportService::GIVEN === ( $event->data['address'] ?? null );
		$id           = $asked && is_numeric( $event->data['request'] ?? null ) ? (int) $event->data['request'] : null;
		$request      = null === $id || ! $this->settings->bool( 'acknowledge_mail' ) ? null : $this->requests->by_id( $id );
		$conversation = null === $request ? null : $this->conversations->by_id( $request->conversation_id );
		if ( null !== $request && null !== $conversation ) {
			$this->ask_about( $request, $conversation );
		}
	}

	/**
	 * Asks for confirmation of a request's address, unless that was done or there is none.
	 *
	 * @return bool False when a cap stands in the way, so that it may be tried again later.
	 */
	public function ask_about( SupportRequest $request, Conversation $conversation ): bool {
		$email = $request->email;
		return null === $email
			|| ! Email::is_plain_address( $email )
			|| $this->database->transaction( fn(): bool => $this->ask( $request, $conversation, $email ) );
	}

	private function ask( SupportRequest $request, Conversation $conversation, string $email ): bool {
		$hash  = AddressHash::hash( $email );
		$known = null !== $conversation->visitor_id
			&& $this->checks->is_verified( $conversation->visitor_id, $email, $this->clock->now()->modify( self::REMEMBERED ) );
		if ( $this->checks->is_refused( $hash ) || $this->checks->has_one_of( $request->id ) ) {
			return true;
		}
		if ( $this->is_too_much( $hash, $conversation->visitor_id ) ) {
			return false;
		}
		$check = $this->checks->add_once( $request->id, $conversation->id, $conversation->visitor_id, $hash, $known );
		if ( null === $check ) {
			return true;
		}
		if ( $known ) {
			$this->confirmation->acknowledge( $request, $conversation );
			return true;
		}
		$delivery = $this->deliveries->add(
			new NewDelivery( Delivery::VERIFY, Delivery::EMAIL, $email, "request $request->id", $conversation->id )
		);
		if ( null !== $delivery ) {
			$this->checks->set_delivery( $check, $delivery );
		}
		return true;
	}

	private function is_too_much( string $hash, ?int $visitor_id ): bool {
		$now = $this->clock->now();
		$day = $now->modify( '-1 day' );
		return $this->checks->count_for_address( $hash, $now->modify( self::PAUSE ), 1 ) > 0
			|| $this->checks->count_for_address( $hash, $day, self::PER_ADDRESS ) >= self::PER_ADDRESS
			|| null !== $visitor_id && $this->checks->count_for_visitor( $visitor_id, $day, self::PER_VISITOR ) >= self::PER_VISITOR
			|| $this->checks->count_for_site( $now->modify( '-1 hour' ), self::PER_SITE ) >= self::PER_SITE;
	}
}
