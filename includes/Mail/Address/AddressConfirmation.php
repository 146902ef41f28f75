<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail\Address;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AddressCheck;
use Aaia\Chatbot\Conversations\AddressCheckRepository;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\ReplyAddresses;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Conversations\SupportRequest;
use Aaia\Chatbot\Conversations\SupportRequestRepository;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Http\InvitationRepository;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryService;
use Aaia\Chatbot\Mail\NewDelivery;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;

/** Records whether the owner of an address confirms it. A confirmed request is acknowledged by at most one mail. */
final class AddressConfirmation {

	public function __construct(
		private readonly Database $database,
		private readonly AddressCheckRepository $checks,
		private readonly SupportRequestRepository $requests,
		private readonly ConversationRepository $conversations,
		private readonly SupportService $support,
		private readonly DeliveryService $deliveries,
		private readonly ReplyAddresses $addresses,
		private readonly InvitationRepository $invitations,
		private readonly Settings $settings,
	) {}

	/** @return bool False when it was answered before. */
	public function confirm( AddressCheck $check ): bool {
		return $this->database->transaction(
			function () use ( $check ): bool {
				if ( ! $this->checks->verify( $check->id ) ) {
					return false;
				}
				$request      = null === $check->request_id ? null : $this->requests->by_id( $check->request_id );
				$conversation = null === $request ? null : $this->conversations->by_id( $request->conversation_id );
				if ( null !== $request && null !== $conversation ) {
					$this->acknowledge( $request, $conversation );
				}
				return true;
			}
		);
	}

	/** Nothing is ever sent to this address again, and links mailed to it open nothing. @return bool False when it was answered before. */
	public function refuse( AddressCheck $check ): bool {
		return $this->database->transaction(
			function () use ( $check ): bool {
				$this->invitations->revoke( $check->conversation_id );
				return $this->checks->refuse( $check->id );
			}
		);
	}

	/** The same for whoever got a mail of replies, whether or not they had confirmed their address before. */
	public function refuse_replies( Delivery $delivery ): void {
		$this->database->transaction(
			function () use ( $delivery ): void {
				$this->checks->add_refusal( AddressHash::hash( $delivery->recipient ) );
				if ( null !== $delivery->conversation_id ) {
					$this->invitations->revoke( $delivery->conversation_id );
				}
			}
		);
	}

	/**
	 * Tells staff that the address is verified and, while the request waits and the owner wants it, acknowledges it. Runs in the caller's
	 * transaction.
	 */
	public function acknowledge( SupportRequest $request, Conversation $conversation ): void {
		$this->support->note_verified( $conversation->id, $request->id );
		if ( null !== $request->email ) {
			$this->addresses->replace_by_verified( $conversation->id, $request->email );
		}
		if ( null !== $request->email && Status::Pending === $conversation->status && $this->settings->bool( 'acknowledge_mail' ) ) {
			$this->deliveries->add(
				new NewDelivery( Delivery::RECEIVED, Delivery::EMAIL, $request->email, "request $request->id", $conversation->id )
			);
		}
	}
}
