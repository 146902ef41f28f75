<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Outside\OutsideService;
use Aaia\Chatbot\Alerts\Outside\ServiceRepository;
use Aaia\Chatbot\Mail\PersonalDataMasker;
use Aaia\Chatbot\Privacy\PolicySection;
use Aaia\Chatbot\Settings\Settings;

/** What the site's privacy policy can say about alerts: e-mail to the team, outside services, acknowledgements, summaries. */
final class PolicyText implements PolicySection {

	public function __construct(
		private readonly Settings $settings,
		private readonly ServiceRepository $services,
	) {}

	public function title(): string {
		return __( 'AAIA Chatbot: alerts', 'aaia-chatbot' );
	}

	public function sentences(): array {
		$sentences = [
			__(
				'When you ask for a person in the chat and confirm, or when your message, rating or report matches one of our rules, our team is alerted by e-mail. The alert contains your message, the recent exchange, the page, the time, what you wrote with a rating or report, and the name and e-mail address you gave.',
				'aaia-chatbot'
			),
			$this->settings->bool( 'alert_ip' )
				? __(
					'The alert also contains your IP address. It is kept encrypted until the alert is delivered, at most 48 hours, then erased here.',
					'aaia-chatbot'
				)
				: __( 'The alert does not contain your IP address.', 'aaia-chatbot' ),
			sprintf(
				/* translators: %d: number of days. */
				_n(
					'The log of alerts (recipients and times, no messages) is kept for %d day.',
					'The log of alerts (recipients and times, no messages) is kept for %d days.',
					$this->settings->int( 'alert_log_days' ),
					'aaia-chatbot'
				),
				$this->settings->int( 'alert_log_days' )
			),
		];
		if ( PersonalDataMasker::OFF !== $this->settings->text( 'alert_masks' ) ) {
			$sentences[] = PersonalDataMasker::ALL === $this->settings->text( 'alert_masks' )
				? __(
					'Payment card, bank account and social security numbers, e-mail addresses and phone numbers in your messages are hidden before an alert leaves our site.',
					'aaia-chatbot'
				)
				: __(
					'Payment card, bank account and social security numbers in your messages are hidden before an alert leaves our site.',
					'aaia-chatbot'
				);
		}
		if ( $this->settings->bool( 'push_words' ) ) {
			$sentences[] = __(
				'Members of our team may be notified on their phones and computers through the push service of their browser’s maker. The notification, encrypted on its way, shows the first words of your message.',
				'aaia-chatbot'
			);
		}
		if ( $this->settings->bool( 'acknowledge_mail' ) ) {
			$sentences[] = __(
				'When you give your e-mail address with a request, we send it one e-mail with a link to confirm it and, once you have, an acknowledgement. If somebody else typed your address, you can say on that page that you do not want to be written to again; we then keep nothing of it but a keyed hash by which we recognise it.',
				'aaia-chatbot'
			);
		}
		if ( 'off' !== $this->settings->text( 'digest' ) ) {
			$sentences[] = __(
				'Our team gets a regular summary by e-mail: figures, the questions asked most, those left unanswered, and who is waiting, with the first words of their messages.',
				'aaia-chatbot'
			);
		}
		$hosts = array_values(
			array_unique( array_filter( array_map(
				static fn( OutsideService $service ): string => (string) wp_parse_url( $service->url, PHP_URL_HOST ),
				$this->services->all()
			) ) )
		);
		if ( [] !== $hosts ) {
			/* translators: %s: list of host names. */
			$sentences[] = sprintf( __( 'Alerts are also sent to these services: %s.', 'aaia-chatbot' ), implode( ', ', $hosts ) );
		}
		return $sentences;
	}
}
