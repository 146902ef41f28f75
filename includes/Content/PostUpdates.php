<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Sources\FileSource;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\SiteState;

/**
 * Updates the index when single posts change.
 *
 * Posts that visitors may no longer read are removed at once. Posts that are plain stored text are read at once. Posts whose reading runs
 * code of other plugins are read by a job right after the response, so that nobody waits for it (a visitor's order changes the stock of
 * ten products) and it cannot break the editor's page. Commands and WP-Cron, where nobody waits, read them directly.
 *
 * Deduplicates updates within one request. Never makes saving a post fail: a failed update is repeated by a job, or by the daily sync.
 */
final class PostUpdates {

	/** Posts that one request reads directly, and the seconds it spends on them. More posts (bulk edit, renamed category) become jobs. */
	private const AT_ONCE = 20;
	private const SECONDS = 5.0;

	/** Above this number of posts a full sync replaces single jobs. */
	private const JOBS = 500;

	/** Runs before the work after the response (Jobs\AfterResponse). */
	private const PRIORITY = 900;

	/** @var array<int, array<int, true>> Ids of posts to read at the end of the request, by site. */
	private array $waiting = [];

	/** @var array<int, array<int, true>> Ids of posts being deleted, by site; further hooks about them are ignored. */
	private array $deleting = [];

	private int $read = 0;

	private bool $is_hooked = false;

	/** @param bool $defers_plugin_code Whether code of other plugins is left to a job, because somebody waits for this process. */
	public function __construct(
		private readonly IndexPost $index,
		private readonly JobQueue $jobs,
		private readonly Database $database,
		private readonly SiteState $state,
		private readonly bool $defers_plugin_code,
	) {}

	/**
	 * Updates a changed post: at once, or at the end of the request when reading it runs code of other plugins.
	 */
	public function changed( int $post_id ): void {
		if ( ! $this->may_index( $post_id ) ) {
			return;
		}
		if ( defined( 'WP_IMPORTING' ) && WP_IMPORTING ) {
			$post = get_post( $post_id );
			if ( null === $post || '' !== $post->post_password || 'publish' !== get_post_status( $post ) ) {
				$this->hidden( $post_id );
			}
			$this->reindex_all();
			return;
		}
		if ( FileSource::takes_long( $post_id ) ) {
			$this->queue( $post_id );
			return;
		}
		try {
			if ( $this->read < self::AT_ONCE && $this->index->index_if_quick( $post_id ) ) {
				++$this->read;
				unset( $this->waiting[ get_current_blog_id() ][ $post_id ] );
				return;
			}
		} catch ( \Throwable $failure ) {
			$this->log( $failure );
			$this->queue( $post_id );
			return;
		}
		$this->defer( $post_id );
	}

	/** Updates a post once, at the end of the request or after it, however often this is called. */
	public function defer( int $post_id ): void {
		if ( ! $this->may_index( $post_id ) ) {
			return;
		}
		if ( FileSource::takes_long( $post_id ) ) {
			$this->queue( $post_id );
			return;
		}
		$this->waiting[ get_current_blog_id() ][ $post_id ] = true;
		if ( ! $this->is_hooked ) {
			$this->is_hooked = true;
			add_action( 'shutdown', [ $this, 'flush' ], self::PRIORITY );
		}
	}

	/**
	 * Does the same for several posts.
	 *
	 * @param iterable<int> $post_ids
	 */
	public function defer_all( iterable $post_ids ): void {
		foreach ( $post_ids as $post_id ) {
			$this->defer( $post_id );
		}
	}

	/** Removes a post that visitors can no longer read. */
	public function hidden( int $post_id ): void {
		if ( $this->may_index( $post_id ) ) {
			unset( $this->waiting[ get_current_blog_id() ][ $post_id ] );
			$this->attempt( fn() => $this->index->remove( $post_id ) );
		}
	}

	/** Removes a post that is being deleted, and ignores later changes to it. */
	public function deleted( int $post_id ): void {
		$this->hidden( $post_id );
		$this->deleting[ get_current_blog_id() ][ $post_id ] = true;
	}

	/** Queues a full sync, for changes that affect many posts. */
	public function reindex_all(): void {
		if ( $this->may_index( 0 ) ) {
			$this->attempt( fn() => $this->database->transaction( fn() => SyncSource::restart( $this->jobs ) ) );
		}
	}

	/** Reads the deferred posts or queues jobs for them; queues a full sync for very many posts. */
	public function flush(): void {
		$until         = microtime( true ) + self::SECONDS;
		$waiting       = $this->waiting;
		$this->waiting = [];
		foreach ( $waiting as $blog => $posts ) {
			$switched = is_multisite() && get_current_blog_id() !== $blog && switch_to_blog( $blog );
			if ( count( $posts ) > self::JOBS ) {
				$this->reindex_all();
				$posts = [];
			}
			foreach ( array_keys( $posts ) as $post_id ) {
				if (
					$this->defers_plugin_code
					|| $this->read++ >= self::AT_ONCE
					|| microtime( true ) > $until
					|| ! $this->attempt( fn() => $this->index->index( $post_id ) )
				) {
					$this->queue( $post_id );
				}
			}
			if ( $switched ) {
				restore_current_blog();
			}
		}
		$this->read = 0;
	}

	/** False for posts being deleted, and on sites of the network that the plugin does not serve. */
	private function may_index( int $post_id ): bool {
		return ! isset( $this->deleting[ get_current_blog_id() ][ $post_id ] ) && $this->state->is_served();
	}

	/** Queues a job for a post, in a transaction: the work after the response looks for committed jobs. */
	private function queue( int $post_id ): void {
		$this->attempt(
			fn() => $this->database->transaction(
				fn() => $this->jobs->push( IndexPost::NAME, [ 'post' => $post_id ], null, IndexPost::NAME . ':' . $post_id ),
			),
		);
	}

	/**
	 * @param callable(): mixed $work
	 *
	 * @return bool Whether it succeeded; failures are logged.
	 */
	private function attempt( callable $work ): bool {
		try {
			$work();
			return true;
		} catch ( \Throwable $failure ) {
			$this->log( $failure );
			return false;
		}
	}

	private function log( \Throwable $failure ): void {
		do_action( 'aaia_chatbot_log', 'error', 'Knowledge: ' . $failure->getMessage() );
	}
}
