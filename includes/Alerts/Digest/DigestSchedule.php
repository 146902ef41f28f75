<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Digest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;

/** When summaries are due: at the set hour of the set days, in the site's zone, so that summer time does not move them. */
final class DigestSchedule {

	public function __construct( private readonly Settings $settings ) {}

	/** Whether summaries are wanted at all. */
	public function is_on(): bool {
		return 'off' !== $this->settings->text( 'digest' ) && [] !== $this->days();
	}

	/** The newest moment a summary was due, at or before a time. */
	public function latest( \DateTimeImmutable $now ): \DateTimeImmutable {
		$local = $now->setTimezone( wp_timezone() );
		$days  = $this->days();
		for ( $back = 0; $back <= 7; $back++ ) {
			$due = $local->modify( "-$back days" )->setTime( $this->settings->int( 'digest_hour' ), 0 );
			if ( $due <= $local && in_array( (int) $due->format( 'N' ), $days, true ) ) {
				return $due->setTimezone( new \DateTimeZone( 'UTC' ) );
			}
		}
		return $now->modify( '-7 days' );
	}

	/** The one before it. */
	public function before( \DateTimeImmutable $due ): \DateTimeImmutable {
		return $this->latest( $due->modify( '-1 second' ) );
	}

	/** @return list<int> 1 is Monday; weekly summaries come on the first of the chosen days. */
	private function days(): array {
		$days = array_values( array_filter(
			array_map( 'intval', $this->settings->list( 'digest_days' ) ),
			static fn( int $day ): bool => $day >= 1 && $day <= 7
		) );
		sort( $days );
		return 'weekly' === $this->settings->text( 'digest' ) ? array_slice( $days, 0, 1 ) : $days;
	}
}
