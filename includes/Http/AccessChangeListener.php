<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\SiteState;

/**
 * Has the site looked at as a guest soon after something changed that may have closed or opened it: plugins, the theme, addresses, and what
 * an administrator saved in the settings of any plugin. The look is a job: the request that saves waits for nothing.
 */
final class AccessChangeListener {

	/** Our own settings that decide what the chat may answer. */
	private const SETTINGS = [ 'widget_enabled', GuestAccess::SETTING ];

	/** Options that say nothing about who may read the site; written often. */
	private const NO_SETTINGS = '/\A(?:_transient_|_site_transient_|aaia_chatbot_|cron\z|rewrite_rules\z|recently_)/';

	private bool $is_queued = false;

	public function __construct(
		private readonly Database $database,
		private readonly JobQueue $jobs,
		private readonly SiteState $state,
	) {}

	/** Hook: `admin_init` of a request that saves something. What an administrator saves may close the site. */
	public function watch_options(): void {
		foreach ( [ 'added_option', 'updated_option' ] as $hook ) {
			add_action( $hook, [ $this, 'on_option_saved' ] );
		}
	}

	/** Queues the look, once a request. In a transaction, because what was committed is what the work after the response looks for. */
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

	/** An option was saved; only what a person saves in wp-admin counts. */
	public function on_option_saved( mixed $option ): void {
		if ( ! $this->is_queued && is_string( $option ) && 1 !== preg_match( self::NO_SETTINGS, $option ) && $this->is_admin_form_request() ) {
			$this->queue_check();
		}
	}

	/** @param list<string> $changed Names of our settings. */
	public function on_settings_saved( array $changed ): void {
		if ( [] !== array_intersect( self::SETTINGS, $changed ) ) {
			$this->queue_check();
		}
	}

	private function is_admin_form_request(): bool {
		return is_admin()
			&& 'post' === sanitize_key( wp_unslash( $_SERVER['REQUEST_METHOD'] ?? '' ) )
			&& 'heartbeat' !== sanitize_key( wp_unslash( $_POST['action'] ?? '' ) ) // phpcs:ignore WordPress.Security.NonceVerification.Missing -- nothing is done with it.
			&& current_user_can( 'manage_options' );
	}
}
