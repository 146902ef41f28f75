<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\SiteState;

/**
 * Queues a check of guest access after a change that may have closed or opened the site: plugins, the theme, addresses, and options that
 * an administrator saved in the settings of any plugin. The check is a job, so the request that saves does not wait for it.
 */
final class AccessChangeListener {

	/** Our own settings that decide whether the chat answers. */
	private const SETTINGS = [ 'widget_enabled', GuestAccess::SETTING ];

	/** Options that are written often and do not affect who may read the site. */
	private const NO_SETTINGS = '/\A(?:_transient_|_site_transient_|aaia_chatbot_|cron\z|rewrite_rules\z|recently_)/';

	private bool $is_queued = false;

	public function __construct(
		private readonly Database $database,
		private readonly JobQueue $jobs,
		private readonly SiteState $state,
	) {}

	/** Hook: `admin_init` of a POST request. What an administrator saves may close the site. */
	public function watch_options(): void {
		foreach ( [ 'added_option', 'updated_option' ] as $hook ) {
			add_action( $hook, [ $this, 'on_option_saved' ] );
		}
	}

	/** Queues the check once per request. In a transaction, because background work runs after a response only when one was committed. */
	public function queue_check(): void {
		if ( $this->is_queued || ! $this->state->is_served() ) {
			return;
		}
		$this->is_queued = true;
		try {
			$this->database->transaction( fn() => CheckGuestAccess::queue( $this->jobs ) );
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Access: ' . $failure->getMessage() );
		}
	}

	/** Hooks: `added_option`, `updated_option`. Counts only options that an administrator saves in wp-admin. */
	public function on_option_saved( mixed $option ): void {
		if ( ! $this->is_queued && is_string( $option ) && 1 !== preg_match( self::NO_SETTINGS, $option ) && $this->is_admin_form_request() ) {
			$this->queue_check();
		}
	}

	/** @param list<string> $changed Keys of our settings. */
	public function on_settings_saved( array $changed ): void {
		if ( [] !== array_intersect( self::SETTINGS, $changed ) ) {
			$this->queue_check();
		}
	}

	private function is_admin_form_request(): bool {
		return is_admin()
			&& 'post' === sanitize_key( wp_unslash( $_SERVER['REQUEST_METHOD'] ?? '' ) )
			// phpcs:ignore WordPress.Security.NonceVerification.Missing -- nothing is done with it.
			&& 'heartbeat' !== sanitize_key( wp_unslash( $_POST['action'] ?? '' ) )
			&& current_user_can( 'manage_options' );
	}
}
