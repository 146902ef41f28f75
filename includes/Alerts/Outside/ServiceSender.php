<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Outside;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\AlertMail;
use Aaia\Chatbot\Alerts\AlertRepository;
use Aaia\Chatbot\Alerts\BundleText;
use Aaia\Chatbot\Alerts\Rules\RuleSet;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryOutcome;
use Aaia\Chatbot\Mail\DeliverySender;

/** Sends alerts and bundles to outside services, with the texts of the alert's mail. */
final class ServiceSender implements DeliverySender {

	public function __construct(
		private readonly ServiceRepository $services,
		private readonly ServiceClient $client,
		private readonly AlertRepository $alerts,
		private readonly ConversationRepository $conversations,
		private readonly AlertMail $mail,
		private readonly RuleSet $rules,
		private readonly BundleText $bundle,
	) {}

	public function sends( Delivery $delivery ): bool {
		return Delivery::SERVICE === $delivery->channel;
	}

	public function send( Delivery $delivery ): DeliveryOutcome {
		$service      = $this->services->by_public_id( $delivery->recipient );
		if ( null !== $service && Delivery::BUNDLE === $delivery->purpose ) {
			return $this->send_bundle( $service, $delivery );
		}
		$alert        = $this->alerts->for_delivery( $delivery );
		$conversation = null === $alert ? null : $this->conversations->by_id( $alert->conversation_id );
		if ( null === $service ) {
			return DeliveryOutcome::refused( 'The service was removed.' );
		}
		if ( null === $alert || null === $conversation ) {
			return DeliveryOutcome::refused( 'The conversation does not exist any more.' );
		}
		$mail = $this->mail->write( $delivery, $alert, $conversation );
		return $this->client->deliver(
			$service,
			new ServicePayload(
				$delivery->public_id,
				$mail->subject,
				$mail->text,
				$this->mail->link( $conversation ),
				$mail->reply_to,
				$alert->kind->value,
				$alert->reason,
				$conversation->public_id,
				$alert->created_at,
				$this->rules->for_alert( $alert )->definition->urgent
			)
		);
	}

	/** One message, one ticket for all of them. */
	private function send_bundle( OutsideService $service, Delivery $delivery ): DeliveryOutcome {
		$written = $this->bundle->write( $delivery, ...$service->kind->bundle_room() );
		return null === $written
			? DeliveryOutcome::accepted()
			: $this->client->deliver( $service, new ServicePayload(
				$delivery->public_id,
				$written['subject'],
				$written['text'],
				$this->bundle->link(),
				null,
				Delivery::BUNDLE,
				'',
				'',
				$delivery->created_at
			) );
	}
}
