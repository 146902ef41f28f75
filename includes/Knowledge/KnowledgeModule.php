<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge;

use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Knowledge\Sources\PostLanguage;
use Aaia\Chatbot\Storage\DatabaseFailure;

/**
 * Keeps the index in step with the site's content.
 *
 * What is saved is indexed, and what is taken offline is removed, before the request that did it ends; when that fails, a job does it.
 */
final class KnowledgeModule {

	/** @param \Closure(): IndexPost $index Made when first needed: most requests save nothing. */
	public function __construct(
		private readonly \Closure $index,
		private readonly JobQueue $jobs,
	) {}

	public function register(): void {
		add_action( 'wp_after_insert_post', [ $this, 'saved' ], 20, 2 );
		add_action( 'before_delete_post', [ $this, 'deleted' ] );
		add_action( 'delete_attachment', [ $this, 'deleted' ] );
		foreach ( [ 'add_attachment', 'edit_attachment' ] as $hook ) {
			add_action( $hook, [ $this, 'file_saved' ] );
		}
		add_action( 'permalink_structure_changed', [ $this, 'everything_changed' ] );
		add_action( 'aaia_chatbot_settings_saved', [ $this, 'settings_saved' ] );
		foreach ( [ 'added_post_meta', 'updated_post_meta', 'deleted_post_meta' ] as $hook ) {
			add_action( $hook, [ $this, 'meta_changed' ], 10, 3 );
		}
	}

	/** The plugin was activated, or came to a site of the network: everything is read. */
	public function installed(): void {
		SyncSource::queue( $this->jobs );
	}

	public function everything_changed(): void {
		$this->guarded( fn() => SyncSource::queue( $this->jobs ) );
	}

	/**
	 * The owner chose other kinds of content: what is new is read, what is left out goes.
	 *
	 * @param list<string> $changed Names of settings.
	 */
	public function settings_saved( array $changed ): void {
		if ( [] !== array_intersect( [ KnowledgeSettings::POST_TYPES, KnowledgeSettings::FILES ], $changed ) ) {
			$this->everything_changed();
		}
	}

	/** A post was written, its terms and fields too; also when its status changed or it went to the trash. */
	public function saved( int $post_id, \WP_Post $post ): void {
		if ( wp_is_post_revision( $post_id ) || wp_is_post_autosave( $post_id ) || 'auto-draft' === $post->post_status || ! is_post_type_viewable( $post->post_type ) ) {
			return;
		}
		if ( defined( 'WP_IMPORTING' ) && WP_IMPORTING ) {
			$this->everything_changed();
			return;
		}
		$this->now_or_later( $post_id );
	}

	/** A file came to the media library, or what is written about it changed. */
	public function file_saved( int $post_id ): void {
		if ( str_starts_with( (string) get_post_mime_type( $post_id ), 'text/' ) ) {
			$this->now_or_later( $post_id );
		}
	}

	public function deleted( int $post_id ): void {
		$this->guarded( fn() => ( $this->index )()->remove( $post_id ) );
	}

	/** The marks of a post that decide whether and how it is indexed. */
	public function meta_changed( mixed $meta_id, int $post_id, string $key ): void {
		if ( in_array( $key, [ PostLanguage::META, '_aaia_exclude', '_yoast_wpseo_meta-robots-noindex', '_seopress_robots_index', 'rank_math_robots' ], true ) && 'publish' === get_post_status( $post_id ) ) {
			$this->now_or_later( $post_id );
		}
	}

	private function now_or_later( int $post_id ): void {
		try {
			( $this->index )()->index( $post_id );
		} catch ( \Throwable ) {
			$this->guarded( fn() => $this->jobs->push( IndexPost::NAME, [ 'post' => $post_id ], null, IndexPost::NAME . ':' . $post_id ) );
		}
	}

	/**
	 * Saving a post must not fail because of us. What is missed here is made good by the daily sync.
	 *
	 * @param callable(): mixed $work
	 */
	private function guarded( callable $work ): void {
		try {
			$work();
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Knowledge: ' . $failure->getMessage() );
		}
	}
}
