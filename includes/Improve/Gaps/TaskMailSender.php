<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Gaps;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryOutcome;
use Aaia\Chatbot\Mail\DeliverySender;
use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Mail\Mailer;
use Aaia\Chatbot\Mail\MessageIds;

/** Mails a gap to the colleague it was given to: what to do, and where. Without the visitors' words, which are behind the link. */
final class TaskMailSender implements DeliverySender {

	public function __construct(
		private readonly GapRepository $gaps,
		private readonly Mailer $mailer,
	) {}

	public function sends( Delivery $delivery ): bool {
		return Delivery::EMAIL === $delivery->channel && Delivery::TASK === $delivery->purpose;
	}

	public function send( Delivery $delivery ): DeliveryOutcome {
		$user = get_user_by( 'email', $delivery->recipient );
		$gap  = null === $delivery->cause_id ? null : $this->gaps->by_row( $delivery->cause_id );
		if (
			! $user instanceof \WP_User
			|| null === $gap
			|| $gap->assignee_id !== $user->ID
			|| GapState::Open !== $gap->state
			|| ! user_can( $user, Capability::View->value )
		) {
			return DeliveryOutcome::needless();
		}
		return $this->mailer->send( LocaleSwitcher::run(
			get_user_locale( $user ),
			static function () use ( $delivery, $gap ): Email {
				$text = [
					__( 'A question that the assistant does not answer well was given to you.', 'aaia-chatbot' ),
					'' === $gap->task ? '' : '> ' . str_replace( "\n", "\n> ", $gap->task ),
					__( 'Open it:', 'aaia-chatbot' ) . "\n" . admin_url( 'admin.php?page=aaia-improve&tab=gaps&part=' . $gap->id ),
				];
				return new Email(
					$delivery->recipient,
					__( 'A gap to close', 'aaia-chatbot' ),
					implode( "\n\n", array_filter( $text ) ),
					null,
					MessageIds::for_delivery( $delivery ),
					null,
					[ 'X-AAIA-Type' => 'task' ]
				);
			}
		) );
	}
}
