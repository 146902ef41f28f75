<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations\Backup;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryOutcome;
use Aaia\Chatbot\Mail\DeliverySender;
use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Mail\Mailer;
use Aaia\Chatbot\Mail\MessageIds;
use Aaia\Chatbot\Mail\SiteLocale;

/** Mails to the support recipients that backups fail or are late; nothing when they are fine again. */
final class BackupMailSender implements DeliverySender {

	public function __construct(
		private readonly BackupHealth $health,
		private readonly SiteLocale $locale,
		private readonly Mailer $mailer,
	) {}

	public function sends( Delivery $delivery ): bool {
		return Delivery::EMAIL === $delivery->channel && Delivery::BACKUP === $delivery->purpose;
	}

	public function send( Delivery $delivery ): DeliveryOutcome {
		$problems = $this->locale->run( $this->health->problems( ... ) );
		if ( [] === $problems ) {
			return DeliveryOutcome::needless();
		}
		return $this->mailer->send( $this->locale->run( fn(): Email => new Email(
			$delivery->recipient,
			__( 'The chatbot’s backups need attention', 'aaia-chatbot' ),
			implode( "\n\n", [
				...$problems,
				__( 'The Status tab shows all backups:', 'aaia-chatbot' ) . "\n" . admin_url( 'options-general.php?page=aaia-xp&tab=status' ),
			] ),
			null,
			MessageIds::for_delivery( $delivery ),
			headers: [ 'X-AAIA-Type' => 'backup' ],
		) ) );
	}
}
