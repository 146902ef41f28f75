<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Clock;

/**
 * Posts whose blocks or shortcodes ended PHP itself while they were read: by `exit`, by running for ever, by using all memory.
 *
 * Whoever was reading is gone then; a shutdown function notes the post, so that the next one reads it without rendering and the sync goes
 * on behind it. Forgotten when the content changes, or after a week: the plugin may have been mended.
 */
final class RenderCrashLog {

	public const OPTION = 'aaia_chatbot_unreadable_posts';

	private const FORGOTTEN_AFTER = WEEK_IN_SECONDS;

	private const MOST = 200;

	private ?\WP_Post $reading = null;

	private bool $is_registered = false;

	/** Whether what is being read was noted before it was begun. */
	private bool $is_recorded = false;

	/** @param int $seconds That one post may take, counted by PHP (time in which it waits for others may not count). */
	public function __construct(
		private readonly Clock $clock,
		private readonly int $seconds = 30,
	) {}

	/** How often reading this very content has ended PHP. */
	public function count( \WP_Post $post ): int {
		[ $hash, $at, $times ] = $this->all()[ $post->ID ] ?? [ '', 0, 0 ];
		return $hash === md5( $post->post_content ) && $at > $this->clock->now()->getTimestamp() - self::FORGOTTEN_AFTER ? $times : 0;
	}

	/**
	 * Does work that may end PHP.
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
		$recorded         = $this->record_in_advance();
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

	/** Called when PHP ends: only a post that was being read then is noted. */
	public function record_crash(): void {
		$post = $this->reading;
		if ( null === $post ) {
			return;
		}
		if ( ! $this->is_recorded ) {
			$this->save( $post );
		}
		do_action( 'aaia_chatbot_log', 'error', sprintf( 'Knowledge: reading post %d ended PHP; it is read without its shortcodes and dynamic blocks from now on.', $post->ID ) );
	}

	/**
	 * While PHP is ending already, an `exit` leaves out every shutdown function that is still to come: the post is noted first, and what was
	 * noted before is put back afterwards.
	 *
	 * @return ?array<int, array{0: string, 1: int, 2: int}> What was noted before; null at any other time.
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

	/** @return array<int, array{0: string, 1: int, 2: int}> Hash of the content, time of the last end, and ends, by post. */
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
