<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail\Address;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\TeamAvailability;
use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryOutcome;
use Aaia\Chatbot\Mail\DeliverySender;
use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Mail\Mailer;
use Aaia\Chatbot\Mail\MessageIds;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;

/**
 * Sends the two mails a visitor's address may get: the request to confirm it and, once confirmed, the acknowledgement.
 *
 * They have a fixed text in the language of the conversation: nothing that a visitor typed, and no URL that a browser sent.
 */
final class AddressMailSender implements DeliverySender {

	public function __construct(
		private readonly ConversationRepository $conversations,
		private readonly AddressLinks $links,
		private readonly TeamAvailability $availability,
		private readonly Settings $settings,
		private readonly Mailer $mailer,
		private readonly Clock $clock,
	) {}

	public function sends( Delivery $delivery ): bool {
		return Delivery::EMAIL === $delivery->channel && in_array( $delivery->purpose, [ Delivery::VERIFY, Delivery::RECEIVED ], true );
	}

	public function send( Delivery $delivery ): DeliveryOutcome {
		$conversation = null === $delivery->conversation_id ? null : $this->conversations->by_id( $delivery->conversation_id );
		if ( null === $conversation ) {
			return DeliveryOutcome::refused( 'The conversation does not exist any more.' );
		}
		return $this->mailer->send(
			LocaleSwitcher::run(
				$conversation->language,
				fn(): Email => Delivery::VERIFY === $delivery->purpose
					? $this->question( $delivery, $conversation )
					: $this->acknowledgement( $delivery, $conversation )
			)
		);
	}

	private function question( Delivery $delivery, Conversation $conversation ): Email {
		return $this->mail(
			$delivery,
			/* translators: %s: name of the site. */
			sprintf( __( 'Confirm your e-mail address for %s', 'aaia-chatbot' ), Email::site_name() ),
			[
				/* translators: %s: name of the site. */
				sprintf( __(
					'Someone asked for a person in the chat of %s and gave this address. If it was you, open this link to confirm it:',
					'aaia-chatbot'
				), Email::site_name() ) . "\n" . $this->links->url( $delivery ),
				...( $this->settings->bool( 'visitor_reply_mails' )
					? [
						null === $conversation->first_reply_at
							? __( 'Our answers will then also reach you by e-mail if you leave the chat.', 'aaia-chatbot' )
							: __( 'Our team has answered in the chat: once you have confirmed, you get the answer by e-mail.', 'aaia-chatbot' ),
					]
					: [] ),
				__(
					'The link is valid for three days. If it wasn’t you, you don’t need to do anything; on the same page you can also choose not to be written to again.',
					'aaia-chatbot'
				),
			],
			'verification'
		);
	}

	private function acknowledgement( Delivery $delivery, Conversation $conversation ): Email {
		$when = $this->availability->sentence( $conversation->language, $this->clock->now(), $conversation->team_id );
		return $this->mail(
			$delivery,
			/* translators: %s: name of the site. */
			sprintf( __( 'We received your request – %s', 'aaia-chatbot' ), Email::site_name() ),
			[
				trim(
					__( 'We received your request and passed it on to our team.', 'aaia-chatbot' )
						. ' ' . ( '' === $when ? __( 'We’ll reply as soon as we can.', 'aaia-chatbot' ) : $when )
				),
				__( 'You’ll find the answer in the chat on our site:', 'aaia-chatbot' ) . "\n" . home_url( '/' ),
			],
			'acknowledgement'
		);
	}

	/** @param list<string> $paragraphs */
	private function mail( Delivery $delivery, string $subject, array $paragraphs, string $type ): Email {
		$closing = __( 'This is an automatic e-mail; nobody reads replies to it.', 'aaia-chatbot' );
		return new Email(
			$delivery->recipient,
			$subject,
			implode( "\n\n", [ __( 'Hello,', 'aaia-chatbot' ), ...$paragraphs, $closing, Email::site_name() ] ),
			null,
			MessageIds::for_delivery( $delivery ),
			null,
			[ 'X-AAIA-Type' => $type ],
			to_team: false
		);
	}
}
