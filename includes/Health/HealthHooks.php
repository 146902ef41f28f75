<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\SiteState;

/** Checks posts as soon as they are saved, and reacts to the setting of link checks. The hourly job repeats what fails here. */
final class HealthHooks {

	private const PRIORITY = 950;

	/** Maximum posts checked within the request that saves them. */
	private const AT_ONCE = 10;

	/** @var array<int, int> Posts saved in this request, with their site. */
	private array $saved = [];

	public function __construct(
		private readonly DocumentChecker $checker,
		private readonly JobQueue $jobs,
		private readonly SiteState $state,
	) {}

	/**
	 * Schedules a check of a saved post for the end of the request, after it is indexed (see PostUpdates) and before work that follows the
	 * response.
	 */
	public function post_saved( int $post_id, \WP_Post $post ): void {
		if (
			! $this->state->is_served()
			|| wp_is_post_revision( $post_id )
			|| wp_is_post_autosave( $post_id )
			|| 'auto-draft' === $post->post_status
			|| defined( 'WP_IMPORTING' ) && WP_IMPORTING
			|| ! is_post_type_viewable( $post->post_type )
		) {
			return;
		}
		if ( [] === $this->saved ) {
			add_action( 'shutdown', [ $this, 'check_saved_posts' ], self::PRIORITY );
		}
		$this->saved[ $post_id ] = get_current_blog_id();
	}

	/** Checks the saved posts. The rest of many posts, and posts indexed by a job, are checked by the queued job. */
	public function check_saved_posts(): void {
		$here        = array_keys( $this->saved, get_current_blog_id(), true );
		$this->saved = [];
		$this->log_failures( function () use ( $here ): void {
			foreach ( array_slice( $here, 0, self::AT_ONCE ) as $post_id ) {
				$document = $this->checker->document_of_post( $post_id );
				if ( null !== $document ) {
					$this->checker->check( $document );
				}
			}
			CheckHealth::queue( $this->jobs );
			$this->jobs->push( CheckLinks::NAME, [], null, CheckLinks::NAME );
		} );
	}

	/**
	 * Starts checks of external links when the owner switches them on; when switched off, a job removes their findings.
	 *
	 * @param list<string> $changed Names of settings.
	 */
	public function settings_saved( array $changed ): void {
		if ( in_array( HealthSettings::CHECK_LINKS, $changed, true ) ) {
			$this->log_failures( function (): void {
				$this->checker->make_dead_links_due();
				CheckHealth::queue( $this->jobs );
				$this->jobs->push( CheckLinks::NAME, [], null, CheckLinks::NAME );
			} );
		}
	}

	/** @param callable(): void $work */
	private function log_failures( callable $work ): void {
		try {
			$work();
		} catch ( \Throwable $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Health: ' . $failure->getMessage() );
		}
	}
}
