<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryOutcome;
use Aaia\Chatbot\Mail\DeliverySender;
use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Mail\Mailer;
use Aaia\Chatbot\Mail\MessageIds;

/** Sends many alerts in one mail, so that a flood cannot bury a mailbox. */
final class BundleSender implements DeliverySender {

	/** Alerts written out; the others are counted. */
	private const SHOWN = 50;

	public function __construct(
		private readonly BundleText $text,
		private readonly Mailer $mailer,
	) {}

	public function sends( Delivery $delivery ): bool {
		return Delivery::EMAIL === $delivery->channel && Delivery::BUNDLE === $delivery->purpose;
	}

	public function send( Delivery $delivery ): DeliveryOutcome {
		$written = $this->text->write( $delivery, self::SHOWN );
		return null === $written
			? DeliveryOutcome::accepted()
			: $this->mailer->send( new Email(
				$delivery->recipient,
				$written['subject'],
				$written['text'],
				null,
				MessageIds::for_delivery( $delivery ),
				null,
				[ 'X-AAIA-Type' => 'bundle' ]
			) );
	}
}
