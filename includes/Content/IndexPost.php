<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Sources\FileSource;
use Aaia\Chatbot\Content\Sources\PostBasedSource;
use Aaia\Chatbot\Content\Sources\PostSource;
use Aaia\Chatbot\Content\Sources\PostText;
use Aaia\Chatbot\Http\GuestAccess;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;

/** Updates the index for one post: when the post is saved, or later as a job. */
final class IndexPost implements JobHandler {

	public const NAME = 'knowledge.post';

	/**
	 * @param list<PostBasedSource> $posts  The sources that can read a post.
	 * @param JobQueue              $jobs   For files attached to a post.
	 * @param GuestAccess           $guests While guests may not read the site, no post is read; unpublished posts are removed all the same.
	 */
	public function __construct(
		private readonly array $posts,
		private readonly SourceRepository $sources,
		private readonly ContentService $service,
		private readonly JobQueue $jobs,
		private readonly GuestAccess $guests,
	) {}

	/**
	 * Indexes the post, or removes it when visitors cannot read it.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure Nothing was changed.
	 */
	public function index( int $post_id ): void {
		$post = get_post( $post_id );
		foreach ( $this->posts as $source ) {
			if ( $post instanceof \WP_Post && $source->is_indexable( $post ) && ! $this->guests->may_be_read() ) {
				continue;
			}
			$document = $post instanceof \WP_Post ? $source->document( $post ) : null;
			if ( null === $document ) {
				$this->remove_from( $source, $post_id );
			} else {
				$this->service->put( $this->sources->find_or_create( $source->name(), $source->label() ), $document );
			}
		}
		if ( $post instanceof \WP_Post && 'attachment' !== $post->post_type ) {
			$this->update_attached_files( $post_id, 'publish' === $post->post_status && '' === $post->post_password );
		}
	}

	/**
	 * Does the same, unless reading the post would run code of other plugins. A post that visitors cannot read is always removed.
	 *
	 * @return bool Whether it was done; false when plugin code would run.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure Nothing was changed.
	 */
	public function index_if_quick( int $post_id ): bool {
		$post = get_post( $post_id );
		if ( $post instanceof \WP_Post && PostText::runs_code( $post ) ) {
			foreach ( $this->posts as $source ) {
				if ( $source instanceof PostSource && $source->is_indexable( $post ) ) {
					return false;
				}
			}
		}
		$this->index( $post_id );
		return true;
	}

	/** Removes a post and the files attached to it. */
	public function remove( int $post_id ): void {
		foreach ( $this->posts as $source ) {
			$this->remove_from( $source, $post_id );
			if ( $source instanceof FileSource ) {
				$source->forget( $post_id );
			}
		}
		$this->update_attached_files( $post_id, false );
	}

	public function handle( Job $job ): void {
		$this->index( is_int( $job->payload['post'] ?? null ) ? $job->payload['post'] : 0 );
	}

	/** Files are as public as the post they are attached to: they are removed with it at once, and read by a job when it becomes public. */
	private function update_attached_files( int $post_id, bool $can_be_read ): void {
		foreach ( $this->posts as $source ) {
			if ( ! $source instanceof FileSource ) {
				continue;
			}
			foreach ( $source->attached_to( $post_id ) as $file ) {
				if ( ! $can_be_read ) {
					$this->remove_from( $source, $file );
					$source->forget( $file );
				} elseif ( $source->is_new( $file ) ) {
					$this->jobs->push( self::NAME, [ 'post' => $file ], null, self::NAME . ':' . $file );
				}
			}
		}
	}

	private function remove_from( PostBasedSource $source, int $post_id ): void {
		$id = $this->sources->find( $source->name() );
		if ( null !== $id ) {
			$this->service->remove( $id, $source->external_id( $post_id ) );
		}
	}
}
