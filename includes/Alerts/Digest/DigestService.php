<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Digest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryService;
use Aaia\Chatbot\Mail\NewDelivery;
use Aaia\Chatbot\Mail\SupportRecipients;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/**
 * Scheduled job: stores the deliveries of the summary when one is due.
 *
 * Each summary starts where the previous one ended, so that after days without cron nothing is left out and nobody gets several at
 * once. The end of the previous summary is a counter, moved by one atomic UPDATE.
 */
final class DigestService implements JobHandler {

	public const NAME = 'alerts.digest';

	/** Seconds between two runs. */
	public const EVERY_SECONDS = 300;

	private const COUNTER = 'digest_through';

	/** Longest period of a summary, as a relative date. */
	private const LONGEST = '-35 days';

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly Settings $settings,
		private readonly DigestSchedule $schedule,
		private readonly DigestText $text,
		private readonly DeliveryService $service,
		private readonly SupportRecipients $support,
	) {}

	public function handle( Job $job ): void {
		if ( ! $this->schedule->is_on() ) {
			return;
		}
		$due     = $this->schedule->latest( $this->clock->now() );
		$through = $this->through();
		if ( $through >= $due->getTimestamp() ) {
			return;
		}
		$period = new DigestPeriod( max( new \DateTimeImmutable( '@' . $through ), $due->modify( self::LONGEST ) ), $due );
		$wanted = $this->settings->bool( 'digest_when_quiet' ) || ! $this->text->is_quiet( $period );
		$this->database->transaction(
			function () use ( $due, $period, $wanted, $through ): void {
				// The first summary after they were switched on does not cover the time before.
				if ( $this->take( $due ) && $wanted && $through > 0 ) {
					$this->deliver( $period );
				}
			}
		);
	}

	/** The summary that would be sent now: from the end of the last one, or of the one due before, until now. */
	public function current(): DigestPeriod {
		$now = $this->clock->now();
		return new DigestPeriod( $this->schedule->before( $this->schedule->latest( $now ) ), $now );
	}

	/**
	 * Stores the deliveries of a summary, one per recipient.
	 *
	 * @return list<int> Row ids of the deliveries.
	 */
	public function deliver( DigestPeriod $period ): array {
		$made = [];
		foreach ( $this->recipients() as $address ) {
			$id = $this->service->add( new NewDelivery( Delivery::DIGEST, Delivery::EMAIL, $address, $period->key() ) );
			if ( null !== $id ) {
				$made[] = $id;
			}
		}
		return $made;
	}

	/** @return list<string> */
	public function recipients(): array {
		$chosen = $this->settings->list( 'digest_recipients' );
		return [] === $chosen ? $this->support->addresses() : $chosen;
	}

	/** End of the last summary, as Unix time; 0 before the first. */
	private function through(): int {
		return (int) $this->database->value( 'SELECT value FROM %i WHERE name = %s', $this->database->table( 'counters' ), self::COUNTER );
	}

	/** Claims the summary that is due; false when another process has claimed it. */
	private function take( \DateTimeImmutable $due ): bool {
		$this->database->insert_new( 'counters', [ 'name' => self::COUNTER ] );
		return 1 === $this->database->execute(
			'UPDATE %i SET value = %d WHERE name = %s AND value < %d',
			$this->database->table( 'counters' ),
			$due->getTimestamp(),
			self::COUNTER,
			$due->getTimestamp()
		);
	}
}
