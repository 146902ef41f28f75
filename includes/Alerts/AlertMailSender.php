<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryOutcome;
use Aaia\Chatbot\Mail\DeliverySender;
use Aaia\Chatbot\Mail\Mailer;

/** Sends the mail of one alert, and the mail about its resolved conversation. */
final class AlertMailSender implements DeliverySender {

	public function __construct(
		private readonly AlertRepository $alerts,
		private readonly ConversationRepository $conversations,
		private readonly AlertMail $mail,
		private readonly Mailer $mailer,
	) {}

	public function sends( Delivery $delivery ): bool {
		return Delivery::EMAIL === $delivery->channel && in_array( $delivery->purpose, AlertDeliveries::PURPOSES, true );
	}

	public function send( Delivery $delivery ): DeliveryOutcome {
		$alert        = $this->alerts->for_delivery( $delivery );
		$conversation = null === $alert ? null : $this->conversations->by_id( $alert->conversation_id );
		if ( null === $alert || null === $conversation ) {
			return DeliveryOutcome::refused( 'The conversation does not exist any more.' );
		}
		return $this->mailer->send(
			Delivery::RESOLVED === $delivery->purpose
				? $this->mail->resolved( $delivery, $alert, $conversation )
				: $this->mail->write( $delivery, $alert, $conversation )
		);
	}
}
