<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\NotificationPreferences;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryRepository;
use Aaia\Chatbot\Mail\DeliveryService;
use Aaia\Chatbot\Mail\NewDelivery;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Stores the deliveries of all alerts to people and outside services: at once up to a cap per hour, above it in a bundle.
 *
 * A bundle is sent at the next full hour, or at the hour of the daily summary for people who chose that.
 */
final class AlertBundler {

	/** A bundle accepts no more alerts when it is due sooner than this, because its mail may be in the making. Seconds. */
	private const CLOSING_SECONDS = 60;

	/** Cap per hour of one recipient for all rules together, unless the rule has a higher cap. */
	private const PER_RECIPIENT = 60;

	public function __construct(
		private readonly Settings $settings,
		private readonly Clock $clock,
		private readonly DeliveryService $service,
		private readonly DeliveryRepository $deliveries,
	) {}

	/**
	 * Stores the delivery of an alert to one recipient.
	 *
	 * @param string              $channel    Delivery::EMAIL or Delivery::SERVICE.
	 * @param int                 $cap        Cap of the rule per hour and recipient.
	 * @param string              $purpose    Delivery::ALERT or Delivery::RESOLVED.
	 * @param ?\DateTimeImmutable $not_before Not sent before this time.
	 * @param string              $again      Distinguishes it from an earlier delivery to the same recipient.
	 * @param string              $pace       NotificationPreferences::NOW, or another value, which always waits for a bundle.
	 */
	public function deliver(
		Alert $alert,
		string $channel,
		string $recipient,
		int $cap,
		string $purpose = Delivery::ALERT,
		?\DateTimeImmutable $not_before = null,
		string $again = '',
		string $pace = NotificationPreferences::NOW,
	): void {
		$at_once = NotificationPreferences::NOW === $pace && ! $this->is_over_cap( $alert->rule_id, $recipient, $cap );
		$this->service->add(
			new NewDelivery(
				$purpose,
				$channel,
				$recipient,
				"alert $alert->id $again",
				$alert->conversation_id,
				$at_once ? $not_before : null,
				$at_once ? null : $this->open_bundle( $channel, $recipient, NotificationPreferences::DAILY === $pace ),
				$alert->id,
				$alert->rule_id
			)
		);
	}

	private function is_over_cap( int $rule_id, string $recipient, int $cap ): bool {
		$since    = $this->clock->now()->modify( '-1 hour' );
		$most     = max( $cap, self::PER_RECIPIENT );
		$purposes = AlertDeliveries::PURPOSES;
		return $this->deliveries->count_since( $since, $recipient, $purposes, $cap, $rule_id ) >= $cap
			|| $this->deliveries->count_since( $since, $recipient, $purposes, $most ) >= $most;
	}

	/** Row id of the open bundle of a recipient; adds one if there is none. */
	private function open_bundle( string $channel, string $recipient, bool $daily ): int {
		$due = $this->clock->now()->modify( '+' . self::CLOSING_SECONDS . ' seconds' );
		while ( true ) {
			$due   = $daily ? $this->next_day( $due ) : $this->next_hour( $due );
			$about = 'bundle ' . Time::to_database( $due );
			$id    = $this->service->add( new NewDelivery( Delivery::BUNDLE, $channel, $recipient, $about, null, $due ) )
				?? $this->deliveries->waiting_bundle( $recipient, $due );
			if ( null !== $id ) {
				return $id;
			}
		}
	}

	private function next_hour( \DateTimeImmutable $after ): \DateTimeImmutable {
		$hour = intdiv( $after->getTimestamp(), 3600 ) + 1;
		return ( new \DateTimeImmutable( '@' . $hour * 3600 ) )->setTimezone( new \DateTimeZone( 'UTC' ) );
	}

	/** The hour of the daily summary in the site's time zone, so that daylight saving time does not move it. */
	private function next_day( \DateTimeImmutable $after ): \DateTimeImmutable {
		$local = $after->setTimezone( wp_timezone() );
		$due   = $local->setTime( $this->settings->int( 'digest_hour' ), 0 );
		return ( $due > $local ? $due : $due->modify( '+1 day' ) )->setTimezone( new \DateTimeZone( 'UTC' ) );
	}
}
