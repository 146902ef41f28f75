<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Clock;

/**
 * Records posts whose blocks or shortcodes ended PHP itself while they were read: by `exit`, by an endless loop, or by using all memory.
 *
 * The reading process is dead then. A shutdown function records the post, so that the next process reads it without rendering and the
 * sync can continue. A record expires when the content changes, or after a week, because the plugin may have been repaired.
 */
final class RenderCrashLog {

	public const OPTION = 'aaia_chatbot_unreadable_posts';

	private const FORGOTTEN_AFTER = WEEK_IN_SECONDS;

	private const MOST = 200;

	private ?\WP_Post $reading = null;

	private bool $is_registered = false;

	/** Whether the post being read was recorded before reading began. */
	private bool $is_recorded = false;

	/** @param int $seconds PHP's time limit for one post; time spent waiting for the database or network may not count. */
	public function __construct(
		private readonly Clock $clock,
		private readonly int $seconds = 30,
	) {}

	/** How often reading this content has ended PHP. */
	public function count( \WP_Post $post ): int {
		[ $hash, $at, $times ] = $this->all()[ $post->ID ] ?? [ '', 0, 0 ];
		return $hash === md5( $post->post_content ) && $at > $this->clock->now()->getTimestamp() - self::FORGOTTEN_AFTER ? $times : 0;
	}

	/**
	 * Runs code that may end PHP.
	 *
	 * @template T
	 *
	 * @param callable(): T $work
	 *
	 * @return T
	 */
	public function run( \WP_Post $post, callable $work ): mixed {
		if ( ! $this->is_registered ) {
			register_shutdown_function( [ $this, 'record_crash' ] );
			$this->is_registered = true;
		}
		$limit         = (int) ini_get( 'max_execution_time' );
		$outer         = $this->reading;
		$this->reading = $post;
		$recorded      = $this->record_in_advance();
		$this->limit( $this->seconds );
		try {
			return $work();
		} finally {
			$this->limit( $limit );
			$this->reading = $outer;
			if ( null !== $recorded ) {
				$this->is_recorded = false;
				update_option( self::OPTION, $recorded, false );
			}
		}
	}

	/** Shutdown function: records the post that was being read when PHP ended, if any. */
	public function record_crash(): void {
		$post = $this->reading;
		if ( null === $post ) {
			return;
		}
		if ( ! $this->is_recorded ) {
			$this->save( $post );
		}
		do_action(
			'aaia_chatbot_log',
			'error',
			sprintf( 'Knowledge: reading post %d ended PHP; it is read without its shortcodes and dynamic blocks from now on.', $post->ID ),
		);
	}

	/**
	 * Records the post before it is read when PHP is already shutting down, because an `exit` then skips the remaining shutdown functions.
	 * The caller restores the earlier records afterwards.
	 *
	 * @return ?array<int, array{0: string, 1: int, 2: int}> The earlier records; null when PHP is not shutting down.
	 */
	private function record_in_advance(): ?array {
		if ( null === $this->reading || 0 === did_action( 'shutdown' ) ) {
			return null;
		}
		$before = $this->all();
		$this->save( $this->reading );
		$this->is_recorded = true;
		return $before;
	}

	private function save( \WP_Post $post ): void {
		$posts              = array_slice( $this->all(), 1 - self::MOST, null, true );
		$posts[ $post->ID ] = [ md5( $post->post_content ), $this->clock->now()->getTimestamp(), $this->count( $post ) + 1 ];
		update_option( self::OPTION, $posts, false );
	}

	/**
	 * @return array<int, array{0: string, 1: int, 2: int}> Hash of the content, time of the last crash and number of crashes, by post id.
	 */
	private function all(): array {
		$recorded = get_option( self::OPTION );
		$posts = [];
		foreach ( is_array( $recorded ) ? $recorded : [] as $id => $entry ) {
			if ( is_array( $entry ) && is_string( $entry[0] ?? null ) && is_int( $entry[1] ?? null ) && is_int( $entry[2] ?? null ) ) {
				$posts[ (int) $id ] = [ $entry[0], $entry[1], $entry[2] ];
			}
		}
		return $posts;
	}

	private function limit( int $seconds ): void {
		if ( function_exists( 'set_time_limit' ) ) {
			set_time_limit( $seconds );
		}
	}
}
