<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Digest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryOutcome;
use Aaia\Chatbot\Mail\DeliverySender;
use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Mail\Mailer;
use Aaia\Chatbot\Mail\MessageIds;

/** Sends a summary; its figures are counted when it is written. */
final class DigestSender implements DeliverySender {

	public function __construct(
		private readonly DigestText $text,
		private readonly Mailer $mailer,
	) {}

	public function sends( Delivery $delivery ): bool {
		return Delivery::EMAIL === $delivery->channel && Delivery::DIGEST === $delivery->purpose;
	}

	public function send( Delivery $delivery ): DeliveryOutcome {
		$period = DigestPeriod::from_key( $delivery->about );
		if ( null === $period ) {
			return DeliveryOutcome::refused( 'The period of this summary is not known.' );
		}
		$written = $this->text->write( $period );
		return $this->mailer->send( new Email(
			$delivery->recipient,
			$written['subject'],
			$written['text'],
			null,
			MessageIds::for_delivery( $delivery ),
			null,
			[ 'X-AAIA-Type' => 'digest' ]
		) );
	}
}
