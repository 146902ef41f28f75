<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Digest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Delivery;
use Aaia\Chatbot\Alerts\DeliverySender;
use Aaia\Chatbot\Alerts\Mail;
use Aaia\Chatbot\Alerts\Mailer;
use Aaia\Chatbot\Alerts\MailOutcome;
use Aaia\Chatbot\Alerts\MessageIds;

/** Sends a summary; its figures are counted when it is written. */
final class DigestSender implements DeliverySender {

	public function __construct(
		private readonly DigestText $text,
		private readonly Mailer $mailer,
	) {}

	public function sends( Delivery $delivery ): bool {
		return Delivery::EMAIL === $delivery->channel && Delivery::DIGEST === $delivery->purpose;
	}

	public function send( Delivery $delivery ): MailOutcome {
		$period = DigestPeriod::from_key( $delivery->about );
		if ( null === $period ) {
			return MailOutcome::refused( 'The period of this summary is not known.' );
		}
		$written = $this->text->write( $period );
		return $this->mailer->send( new Mail( $delivery->recipient, $written['subject'], $written['text'], null, MessageIds::of_delivery( $delivery ), null, [ 'X-AAIA-Type' => 'digest' ] ) );
	}
}
