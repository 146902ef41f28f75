<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Sources\FileSource;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\SiteState;

/**
 * Brings single posts up to date as they change: what visitors may no longer read goes at once; what is only stored text is read at once;
 * what takes other plugins' code is read by a job right after the response, so that nobody waits for it (a visitor's order changes the stock of
 * ten products) and it cannot break the editor's page. Commands and WP-Cron, where nobody waits, read by themselves.
 *
 * However many hooks tell of a post in one request, it is read once.
 * Saving a post must not fail because of us: what is missed here is made good by a job, or by the daily sync.
 */
final class PostUpdates {

	/** Posts that one request reads itself, and seconds it takes for them; more (bulk edit, a category renamed) become jobs. */
	private const AT_ONCE = 20;
	private const SECONDS = 5.0;

	/** More posts than this are not queued one by one: everything is read. */
	private const JOBS = 500;

	/** Before the work that follows the response (Jobs\AfterResponse). */
	private const PRIORITY = 900;

	/** @var array<int, array<int, true>> Posts to be read, by site. */
	private array $waiting = [];

	/** @var array<int, array<int, true>> Posts being deleted: what else is told of them while they go does not count. */
	private array $deleting = [];

	private int $read = 0;

	private bool $is_hooked = false;

	/** @param bool $defers_plugin_code Whether this process answers somebody: foreign code waits for a job then. */
	public function __construct(
		private readonly IndexPost $index,
		private readonly JobQueue $jobs,
		private readonly Database $database,
		private readonly SiteState $state,
		private readonly bool $defers_plugin_code,
	) {}

	/**
	 * A post changed. When visitors can still read it and reading it takes other plugins' code, it waits for the end of the request.
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

	/** Something about a post changed that many hooks may tell of: it is read once, at the end of the request or after it. */
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
	 * The same about several posts.
	 *
	 * @param iterable<int> $post_ids
	 */
	public function defer_all( iterable $post_ids ): void {
		foreach ( $post_ids as $post_id ) {
			$this->defer( $post_id );
		}
	}

	/** Visitors can no longer read a post. */
	public function hidden( int $post_id ): void {
		if ( $this->may_index( $post_id ) ) {
			unset( $this->waiting[ get_current_blog_id() ][ $post_id ] );
			$this->attempt( fn() => $this->index->remove( $post_id ) );
		}
	}

	/** A post is being deleted. */
	public function deleted( int $post_id ): void {
		$this->hidden( $post_id );
		$this->deleting[ get_current_blog_id() ][ $post_id ] = true;
	}

	/** So much changed that everything is read again, as a job. */
	public function reindex_all(): void {
		if ( $this->may_index( 0 ) ) {
			$this->attempt( fn() => $this->database->transaction( fn() => SyncSource::restart( $this->jobs ) ) );
		}
	}

	/** Reads what waits, or has it read by jobs; very many posts by reading everything. */
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
				if ( $this->defers_plugin_code || $this->read++ >= self::AT_ONCE || microtime( true ) > $until || ! $this->attempt( fn() => $this->index->index( $post_id ) ) ) {
					$this->queue( $post_id );
				}
			}
			if ( $switched ) {
				restore_current_blog();
			}
		}
		$this->read = 0;
	}

	/** Not a post being deleted, and not one of a site of the network that the plugin does not serve. */
	private function may_index( int $post_id ): bool {
		return ! isset( $this->deleting[ get_current_blog_id() ][ $post_id ] ) && $this->state->is_served();
	}

	/** In a transaction, because what was committed is what the work after the response looks for. */
	private function queue( int $post_id ): void {
		$this->attempt( fn() => $this->database->transaction( fn() => $this->jobs->push( IndexPost::NAME, [ 'post' => $post_id ], null, IndexPost::NAME . ':' . $post_id ) ) );
	}

	/**
	 * @param callable(): mixed $work
	 *
	 * @return bool Whether it did not fail.
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
