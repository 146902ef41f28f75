<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** The bundle that collects a person's alerts: sent at the next full hour, or at the hour of the daily summary. */
final class Bundles {

	/** A bundle that leaves sooner than this takes nothing more: it may be being written. */
	private const CLOSING_SECONDS = 60;

	public function __construct(
		private readonly Settings $settings,
		private readonly Clock $clock,
		private readonly DeliveryService $service,
		private readonly DeliveryRepository $deliveries,
	) {}

	/** Row of the bundle that is open for this person. */
	public function open( string $address, bool $daily ): int {
		$due = $this->clock->now()->modify( '+' . self::CLOSING_SECONDS . ' seconds' );
		while ( true ) {
			$due   = $daily ? $this->next_day( $due ) : $this->next_hour( $due );
			$about = 'bundle ' . Time::to_database( $due );
			$id    = $this->service->add_apart( Delivery::EMAIL, $address, Delivery::BUNDLE, $about, $due )
				?? $this->deliveries->waiting_bundle( $address, $due );
			if ( null !== $id ) {
				return $id;
			}
		}
	}

	private function next_hour( \DateTimeImmutable $after ): \DateTimeImmutable {
		return ( new \DateTimeImmutable( '@' . ( intdiv( $after->getTimestamp(), 3600 ) + 1 ) * 3600 ) )->setTimezone( new \DateTimeZone( 'UTC' ) );
	}

	/** In the site's zone, so that summer time does not move it. */
	private function next_day( \DateTimeImmutable $after ): \DateTimeImmutable {
		$local = $after->setTimezone( wp_timezone() );
		$due   = $local->setTime( $this->settings->int( 'digest_hour' ), 0 );
		return ( $due > $local ? $due : $due->modify( '+1 day' ) )->setTimezone( new \DateTimeZone( 'UTC' ) );
	}
}
