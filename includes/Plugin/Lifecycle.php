<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Channels\Web\PublicPicture;
use Aaia\Chatbot\Conversations\Attachments\AttachmentFolder;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Improve\Today\Reminders;
use Aaia\Chatbot\Inbox\AgentPreferences;
use Aaia\Chatbot\Inbox\ViewsController;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\Migrator;
use Aaia\Chatbot\Storage\SiteState;

/** Activation, upgrades site by site on first use, repairs, deactivation, and removal of all data if the owner has chosen it. */
final class Lifecycle {

	public const CRON = Plugin::TICK;

	/** Hook: creates tables that a request found missing. */
	public const REPAIR = Plugin::REPAIR;

	/** Option: tables that were created again empty, until the owner has dismissed the notice. */
	private const LOST = 'aaia_chatbot_lost';

	private ?string $failure = null;

	/** @param \Closure(): void $after_install Work of the rooms once their tables exist. */
	public function __construct(
		private readonly Database $database,
		private readonly Migrator $migrator,
		private readonly Settings $settings,
		private readonly \Closure $after_install,
		private readonly NetworkSites $sites,
	) {}

	/** Installs on this site; stops with a message for the owner when the database refuses. */
	public function activate(): void {
		try {
			$this->install();
		} catch ( DatabaseFailure $failure ) {
			wp_die(
				esc_html( $this->sentence( $failure ) ),
				esc_html__( 'AAIA Chatbot was not activated', 'aaia-chatbot' ),
				[ 'back_link' => true ]
			);
		}
	}

	/** Removes our events from WP-Cron, for a network those of every site. */
	public function deactivate( bool $network_wide = false ): void {
		if ( ! is_multisite() || ! $network_wide ) {
			wp_clear_scheduled_hook( self::CRON );
			return;
		}
		foreach ( get_sites( [ 'fields' => 'ids', 'number' => 0 ] ) as $site ) {
			switch_to_blog( (int) $site );
			wp_clear_scheduled_hook( self::CRON );
			restore_current_blog();
		}
	}

	/**
	 * Upgrades a site to this release; each site of a network on its first request.
	 *
	 * A page of wp-admin also runs a scheduled repair, for sites on which WP-Cron is switched off.
	 */
	public function upgrade(): void {
		if ( $this->migrator->is_current() ) {
			$this->schedule();
			if ( is_admin() && false !== wp_next_scheduled( self::REPAIR ) ) {
				wp_clear_scheduled_hook( self::REPAIR );
				$this->repair_if_needed();
			}
			return;
		}
		try {
			$this->install();
		} catch ( DatabaseFailure $failure ) {
			$this->failure = $this->sentence( $failure );
		}
	}

	/** Schedules a repair, run by WP-Cron or the next page of wp-admin. WordPress keeps one such event per ten minutes. */
	public function schedule_repair(): void {
		wp_schedule_single_event( time(), self::REPAIR );
	}

	/**
	 * Hook: `aaia_chatbot_repair`. Repairs what a request found missing.
	 *
	 * A failure is shown to the owner; the next request that misses a table schedules another repair.
	 */
	public function repair_if_needed(): void {
		try {
			$this->repair();
		} catch ( DatabaseFailure $failure ) {
			$this->failure = $this->sentence( $failure );
			do_action( 'aaia_chatbot_log', 'error', 'Tables could not be made again: ' . $failure->getMessage() );
		}
	}

	/**
	 * Creates missing tables, columns and indexes, and runs migration steps that have not run.
	 *
	 * @return array{made: list<string>, steps: list<int>} Tables, and columns as `table.column`, that were created empty;
	 *         steps that were run.
	 *
	 * @throws DatabaseFailure
	 */
	public function repair(): array {
		$missing = $this->migrator->check_installed()->repair();
		$made    = [ ...$missing['tables'], ...$missing['columns'] ];
		if ( in_array( 'counters', $missing['tables'], true ) ) {
			$this->begin_counters();
		}
		$steps = $this->migrator->migrate();
		if ( [] !== $made ) {
			$this->note_loss( $made );
			( $this->after_install )();
		}
		return [ 'made' => $made, 'steps' => $steps ];
	}

	/** @return list<string> Tables, columns and indexes that are missing. @throws DatabaseFailure */
	public function missing(): array {
		return array_merge( ...array_values( $this->migrator->check_installed()->missing() ) );
	}

	/** @return array{at: int, parts: list<string>}|null What was created again empty and when (Unix time), until forget_loss(). */
	public function loss(): ?array {
		$loss = get_option( self::LOST );
		return is_array( $loss ) && is_int( $loss['at'] ?? null ) && is_array( $loss['parts'] ?? null )
			? [ 'at' => $loss['at'], 'parts' => array_values( $loss['parts'] ) ]
			: null;
	}

	/** Forgets the loss when the owner has dismissed the notice. */
	public function forget_loss(): void {
		delete_option( self::LOST );
	}

	/** Hook: `aaia_chatbot_settings_saved`. Records with the network whether the owner wants the data deleted. */
	public function record_uninstall_choice(): void {
		$this->sites->record( $this->settings->bool( 'delete_on_uninstall' ) );
	}

	/**
	 * Hook: `wpmu_drop_tables`. Has our tables deleted with a site of the network.
	 *
	 * @param list<string> $tables
	 *
	 * @return list<string>
	 */
	public function add_tables_of_site( array $tables, int $site_id ): array {
		return [
			...$tables,
			...array_map( fn( string $name ): string => $this->database->table_of_site( $site_id, $name ), $this->migrator->check_all()->names() ),
		];
	}

	/** Hook: `wp_uninitialize_site`. Forgets a deleted site, unless a table of ours is left, which uninstall then deletes. */
	public function forget_site( \WP_Site $site ): void {
		foreach ( $this->migrator->check_all()->names() as $name ) {
			if ( null !== $this->database->value(
				'SHOW TABLES LIKE %s',
				$this->database->like( $this->database->table_of_site( $site->id, $name ) ),
			) ) {
				return;
			}
		}
		$this->sites->forget( $site->id );
		// The current site is another one, whose files stay.
		( new AttachmentFolder() )->remove_of_deleted_site( $site->id );
	}

	public function show_failure(): void {
		if ( null !== $this->failure && current_user_can( 'manage_options' ) ) {
			echo '<div class="notice notice-error"><p>' . esc_html( $this->failure ) . '</p></div>';
		}
	}

	/** Deletes all data of every site whose owner has chosen that, and keeps it otherwise. */
	public function uninstall(): void {
		if ( ! is_multisite() ) {
			$this->remove_site();
			return;
		}
		foreach ( get_sites( [ 'fields' => 'ids', 'number' => 0 ] ) as $site ) {
			switch_to_blog( (int) $site );
			$this->remove_site();
			restore_current_blog();
		}
		foreach ( $this->sites->deleted_sites_to_clean() as $site ) {
			$this->drop_tables_of_site( $site );
		}
	}

	private function install(): void {
		$this->repair();
		$this->sites->record( $this->settings->bool( 'delete_on_uninstall' ) );
		$this->schedule();
		( $this->after_install )();
	}

	/** Numbers events from the Unix time on: above every id that browsers and subscribers know. */
	private function begin_counters(): void {
		$this->database->insert_new( 'counters', [ 'name' => EventLog::COUNTER, 'value' => time() ] );
		$this->database->insert_new( 'counters', [ 'name' => 'writer' ] );
	}

	/** @param list<string> $made */
	private function note_loss( array $made ): void {
		$parts = array_values( array_unique( [ ...( $this->loss()['parts'] ?? [] ), ...$made ] ) );
		update_option( self::LOST, [ 'at' => time(), 'parts' => $parts ], false );
		do_action( 'aaia_chatbot_log', 'error', 'Missing tables were made again, empty: ' . implode( ', ', $made ) );
	}

	private function drop_tables_of_site( int $site_id ): void {
		foreach ( $this->migrator->check_all()->names() as $name ) {
			$this->database->execute( 'DROP TABLE IF EXISTS %i', $this->database->table_of_site( $site_id, $name ) );
		}
		$this->sites->forget( $site_id );
	}

	/** Schedules the run every minute. WP-Cron's list is autoloaded, so checking it needs no query. */
	private function schedule(): void {
		if ( ! wp_next_scheduled( self::CRON ) ) {
			wp_schedule_event( time(), Plugin::MINUTE, self::CRON );
		}
	}

	private function remove_site(): void {
		wp_clear_scheduled_hook( self::CRON );
		wp_clear_scheduled_hook( self::REPAIR );
		if ( ! $this->settings->bool( 'delete_on_uninstall' ) ) {
			return;
		}
		$this->drop_tables_of_site( get_current_blog_id() );
		// Before the option that names it.
		( new AttachmentFolder() )->remove();
		foreach ( [ 'aaia_chatbot_', '_transient_aaia_', '_transient_timeout_aaia_' ] as $beginning ) {
			$options = $this->database->rows(
				'SELECT option_name FROM %i WHERE option_name LIKE %s',
				$this->database->core_table( 'options' ),
				$this->database->like( $beginning ) . '%',
			);
			foreach ( array_column( $options, 'option_name' ) as $option ) {
				delete_option( (string) $option );
			}
		}
		foreach ( wp_roles()->role_objects as $role ) {
			foreach ( Capability::cases() as $capability ) {
				if ( isset( $role->capabilities[ $capability->value ] ) ) {
					$role->remove_cap( $capability->value );
				}
			}
		}
		delete_option( SiteState::OPTION );
		delete_post_meta_by_key( '_aaia_exclude' );
		// User options carry the prefix of their site.
		delete_metadata( 'user', 0, $this->database->core_table( 'aaia_chatbot_public_name' ), '', true );
		delete_metadata( 'user', 0, $this->database->core_table( ViewsController::PER_PAGE ), '', true );
		delete_metadata( 'user', 0, $this->database->core_table( PublicPicture::OPTION ), '', true );
		delete_metadata( 'user', 0, $this->database->core_table( AgentPreferences::OPTION ), '', true );
		delete_metadata( 'user', 0, $this->database->core_table( AgentPreferences::QUIET ), '', true );
		delete_metadata( 'user', 0, $this->database->core_table( Reminders::OPTION ), '', true );
		$folder = wp_upload_dir( null, false )['basedir'] . '/' . PublicPicture::FOLDER;
		foreach ( glob( $folder . '/agent-*' ) ?: [] as $picture ) {
			wp_delete_file( $picture );
		}
		if ( is_dir( $folder ) && [] === array_diff( (array) scandir( $folder ), [ '.', '..' ] ) ) {
			rmdir( $folder ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- ours, and empty.
		}
	}

	private function sentence( DatabaseFailure $failure ): string {
		if ( $failure->is_missing_table() ) {
			return sprintf(
				/* translators: %s: message of the database. */
				__(
					'Tables of AAIA Chatbot are missing in the database and could not be created again. Run “wp aaia migrate”, or restore them from a backup. The database said: %s',
					'aaia-chatbot',
				),
				$failure->getMessage(),
			);
		}
		return sprintf(
			/* translators: %s: message of the database. */
			__(
				'AAIA Chatbot could not create its tables in the database. Ask your host to let the site’s database user create tables, then try again. The database said: %s',
				'aaia-chatbot',
			),
			$failure->getMessage(),
		);
	}
}
