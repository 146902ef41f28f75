<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\Migrator;
use Aaia\Chatbot\Storage\SiteState;

/** Activation, lazy upgrades site by site, deactivation, and removal with the owner's consent. */
final class Lifecycle {

	public const CRON = 'aaia_chatbot_tick';

	private const EVERY_MINUTE = 'aaia_chatbot_minute';

	private ?string $failure = null;

	/** @param \Closure(): void $after_install What rooms do once their tables are there. */
	public function __construct(
		private readonly Database $database,
		private readonly Migrator $migrator,
		private readonly Settings $settings,
		private readonly \Closure $after_install,
	) {}

	public function register( string $file ): void {
		register_activation_hook( $file, [ $this, 'activate' ] );
		register_deactivation_hook( $file, [ $this, 'deactivate' ] );
		add_filter( 'cron_schedules', [ $this, 'add_minute' ] ); // phpcs:ignore WordPress.WP.CronInterval -- one cheap indexed read a minute.
		add_action( 'init', [ $this, 'upgrade' ], 1 );
		add_action( 'admin_notices', [ $this, 'show_failure' ] );
	}

	/** Makes this site ready; ends with a sentence for the owner when the database does not let us. */
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

	/** Ends our runs in WP-Cron; of a whole network, those of every site. */
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

	/** Brings a site up to this release: each site of a network when it is first used. Costs nothing while there is nothing to do. */
	public function upgrade(): void {
		if ( $this->migrator->is_current() ) {
			$this->schedule();
			return;
		}
		try {
			$this->install();
		} catch ( DatabaseFailure $failure ) {
			$this->failure = $this->sentence( $failure );
		}
	}

	public function show_failure(): void {
		if ( null !== $this->failure && current_user_can( 'manage_options' ) ) {
			echo '<div class="notice notice-error"><p>' . esc_html( $this->failure ) . '</p></div>';
		}
	}

	/**
	 * @param array<string, array{interval: int, display: string}> $schedules
	 *
	 * @return array<string, array{interval: int, display: string}>
	 */
	public function add_minute( array $schedules ): array {
		$schedules[ self::EVERY_MINUTE ] = [
			'interval' => MINUTE_IN_SECONDS,
			'display'  => 'AAIA Chatbot',
		];
		return $schedules;
	}

	/** Deletes everything of every site, if its owner wanted that; keeps everything otherwise. */
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
	}

	private function install(): void {
		$this->migrator->migrate();
		$this->schedule();
		( $this->after_install )();
	}

	/** WP-Cron's list is autoloaded: looking costs no query. */
	private function schedule(): void {
		if ( ! wp_next_scheduled( self::CRON ) ) {
			wp_schedule_event( time(), self::EVERY_MINUTE, self::CRON );
		}
	}

	private function remove_site(): void {
		wp_clear_scheduled_hook( self::CRON );
		if ( ! $this->settings->bool( 'delete_on_uninstall' ) ) {
			return;
		}
		foreach ( $this->database->rows( 'SHOW TABLES LIKE %s', $this->database->like( $this->database->table( '' ) ) . '%' ) as $row ) {
			$this->database->execute( 'DROP TABLE IF EXISTS %i', (string) ( array_values( $row )[0] ?? '' ) );
		}
		foreach ( [ 'aaia_chatbot_', '_transient_aaia_', '_transient_timeout_aaia_' ] as $beginning ) {
			$options = $this->database->rows( 'SELECT option_name FROM %i WHERE option_name LIKE %s', $this->database->core_table( 'options' ), $this->database->like( $beginning ) . '%' );
			foreach ( array_column( $options, 'option_name' ) as $option ) {
				delete_option( (string) $option );
			}
		}
		delete_option( SiteState::OPTION );
		delete_post_meta_by_key( '_aaia_exclude' );
	}

	private function sentence( DatabaseFailure $failure ): string {
		/* translators: %s: message of the database. */
		return sprintf( __( 'AAIA Chatbot could not create its tables in the database. Ask your host to let the site’s database user create tables, then try again. The database said: %s', 'aaia-chatbot' ), $failure->getMessage() );
	}
}
