<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations\Backup;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Operations\ServerHealth;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Site Health test: scheduled backups that fail, are late, or cannot be restored. */
final class BackupHealth {

	private const TEST = 'aaia_chatbot_backups';

	/** Late after so long, by how often they come. */
	private const LATE = [ 'day' => '-36 hours', 'week' => '-9 days' ];

	public function __construct(
		private readonly BackupRepository $backups,
		private readonly Settings $settings,
		private readonly Clock $clock,
	) {}

	/**
	 * Hook: `site_status_tests`.
	 *
	 * @param array<string, array<string, mixed>> $tests
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public function add_test( array $tests ): array {
		$tests['direct'][ self::TEST ] = [ 'label' => __( 'Backups of the chatbot', 'aaia-chatbot' ), 'test' => [ $this, 'test' ] ];
		return $tests;
	}

	/** @return array<string, mixed> A Site Health test result. */
	public function test(): array {
		try {
			$problems = $this->problems();
		} catch ( DatabaseFailure ) {
			$problems = [ __( 'The chatbot’s tables cannot be read.', 'aaia-chatbot' ) ];
		}
		return ServerHealth::result(
			self::TEST,
			[] === $problems ? 'good' : 'critical',
			[] === $problems
				? __( 'The chatbot’s backups are fine', 'aaia-chatbot' )
				: __( 'The chatbot’s backups need attention', 'aaia-chatbot' ),
			[] !== $problems ? $problems : [
				'off' === $this->settings->text( 'backup_every' )
					? __( 'No backups are scheduled. Turn on automatic backups under Settings → Aaia XP → Status → Backups.', 'aaia-chatbot' )
					: __( 'They are made, read back and tried on schedule.', 'aaia-chatbot' ),
			],
		);
	}

	/** @return list<string> Sentences that say what is wrong and what to do; none while backups are not scheduled. */
	public function problems(): array {
		$limit = self::LATE[ $this->settings->text( 'backup_every' ) ] ?? null;
		$all   = null === $limit ? [] : $this->backups->all();
		if ( [] === $all || null === $limit ) {
			return [];
		}
		$problems = [];
		if ( 'failed' === $all[0]['state'] ) {
			/* translators: %s: why. */
			$problems[] = sprintf( __( 'The last backup failed: %s', 'aaia-chatbot' ), (string) $all[0]['error'] );
		}
		$done = $this->backups->newest_done();
		if ( null !== $done && null !== $done['error'] ) {
			$problems[] = sprintf(
				/* translators: %s: why. */
				__( 'The newest backup could not be restored in a trial: %s Make another one.', 'aaia-chatbot' ),
				$done['error'],
			);
		}
		$oldest = Time::required( $all[ count( $all ) - 1 ]['created_at'] );
		$since  = null === $done ? $oldest : Time::required( $done['done_at'] );
		if ( $since < $this->clock->now()->modify( $limit ) ) {
			$problems[] = __(
				'Backups are late. Check that scheduled tasks run, or make one now under Settings → Aaia XP → Status.',
				'aaia-chatbot',
			);
		}
		return $problems;
	}
}
