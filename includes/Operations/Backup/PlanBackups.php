<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations\Backup;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryService;
use Aaia\Chatbot\Mail\NewDelivery;
use Aaia\Chatbot\Mail\SupportRecipients;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Job of every hour: begins a backup when it is time, tries once a week to restore the newest one, and alerts when backups fail. */
final class PlanBackups implements JobHandler {

	public const NAME = 'operations.plan_backups';

	public const EVERY_SECONDS = 3600;

	/** After a failed backup the next one is tried after so long. */
	private const AGAIN = '-6 hours';

	/** A trial restore comes so often. */
	private const TRIAL = '-7 days';

	public function __construct(
		private readonly BackupRepository $backups,
		private readonly BackupService $service,
		private readonly RestoreService $restore,
		private readonly BackupHealth $health,
		private readonly SupportRecipients $recipients,
		private readonly DeliveryService $deliveries,
		private readonly Settings $settings,
		private readonly JobQueue $jobs,
		private readonly Clock $clock,
	) {}

	public function handle( Job $job ): void {
		if ( 'off' === $this->settings->text( 'backup_every' ) ) {
			return;
		}
		if ( null !== $this->backups->unfinished() ) {
			$this->jobs->push( RunBackup::NAME, [], null, RunBackup::NAME );
		} elseif ( $this->is_due() ) {
			try {
				$this->service->queue( BackupService::SCHEDULED );
			} catch ( BackupRefused ) {
				// Stored with the backup, and told below.
				unset( $job );
			}
		} elseif ( null !== $this->trial_due() ) {
			$this->begin_trial( $this->trial_due() );
		}
		$this->alert();
	}

	private function is_due(): bool {
		$all = $this->backups->all();
		if ( [] === $all ) {
			return true;
		}
		$now    = $this->clock->now();
		$newest = $all[0];
		if ( 'failed' === $newest['state'] ) {
			return Time::required( $newest['created_at'] ) < $now->modify( self::AGAIN );
		}
		// A little early, so that the hour does not drift.
		$pause = 'day' === $this->settings->text( 'backup_every' ) ? '-1430 minutes' : '-10070 minutes';
		return Time::required( $newest['created_at'] ) < $now->modify( $pause );
	}

	/** Row of the backup to be tried; null while none is due. */
	private function trial_due(): ?int {
		$limit  = $this->clock->now()->modify( self::TRIAL );
		$newest = null;
		foreach ( $this->backups->all() as $backup ) {
			if ( 'done' !== $backup['state'] ) {
				continue;
			}
			$newest ??= $backup;
			if ( null !== $backup['tried_at'] && Time::required( $backup['tried_at'] ) > $limit ) {
				return null;
			}
		}
		return null === $newest || null !== $newest['error'] ? null : $newest['id'];
	}

	private function begin_trial( int $id ): void {
		$backup = $this->backups->by_id( $id );
		if ( null === $backup ) {
			return;
		}
		try {
			$this->restore->begin( $this->service->local( $backup ), '', false, $id );
			$this->jobs->push( RunRestore::NAME, [], null, RunRestore::NAME );
		} catch ( BackupRefused $refused ) {
			$this->backups->change( $id, [ 'error' => mb_substr( $refused->getMessage(), 0, 1000 ) ] );
		}
	}

	/** One mail a day to the support recipients while something is wrong. */
	private function alert(): void {
		if ( [] === $this->health->problems() ) {
			return;
		}
		$about = 'backups ' . $this->clock->now()->format( 'Y-m-d' );
		foreach ( $this->recipients->addresses() as $address ) {
			$this->deliveries->add( new NewDelivery( Delivery::BACKUP, Delivery::EMAIL, $address, $about ) );
		}
	}
}
