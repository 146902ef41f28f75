<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\SupportRequestRepository;

/** Writes the mail of an alert, in the site's language. Written anew for every attempt: nothing of it is stored. */
final class AlertMail {

	public function __construct(
		private readonly SiteLocale $locale,
		private readonly AlertTexts $texts,
		private readonly AlertValues $values,
		private readonly SupportRequestRepository $requests,
	) {}

	public function write( Delivery $delivery, Alert $alert, Conversation $conversation ): Mail {
		return $this->locale->speak(
			function () use ( $delivery, $alert, $conversation ): Mail {
				$values  = $this->values->of( $alert, $conversation );
				$written = [
					'subject' => ( new Template( $this->texts->subject( $alert->kind ) ) )->filled( $values ),
					'text'    => ( new Template( $this->texts->body( $alert->kind ) ) )->filled( $values ),
				];
				/**
				 * The words of an alert mail, before it is sent. Recipients and headers are not open to change.
				 *
				 * @param array{subject: string, text: string} $written
				 * @param Alert                                $alert
				 * @param Conversation                         $conversation
				 */
				$changed = apply_filters( 'aaia_chatbot_alert', $written, $alert, $conversation );
				$request = null === $alert->request_id ? null : $this->requests->by_id( $alert->request_id );
				return new Mail(
					$delivery->recipient,
					is_string( $changed['subject'] ?? null ) ? $changed['subject'] : $written['subject'],
					is_string( $changed['text'] ?? null ) ? $changed['text'] : $written['text'],
					$request?->email,
					MessageIds::of_delivery( $delivery ),
					MessageIds::of_conversation( $conversation ),
					[ 'X-AAIA-Type' => $alert->kind->value ]
				);
			}
		);
	}
}
