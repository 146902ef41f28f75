<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Knowledge\Sources\PostSource;

/** Brings the index up to date on one post: at once when it is saved, and as a job when that failed. */
final class IndexPost implements JobHandler {

	public const NAME = 'knowledge.post';

	public function __construct(
		private readonly PostSource $posts,
		private readonly SourceRepository $sources,
		private readonly KnowledgeService $service,
	) {}

	/**
	 * Puts the post in, or takes it out when visitors cannot read it (any more).
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure Nothing has changed then.
	 */
	public function index( int $post_id ): void {
		$post     = get_post( $post_id );
		$document = $post instanceof \WP_Post ? $this->posts->document( $post ) : null;
		if ( null === $document ) {
			$this->remove( $post_id );
			return;
		}
		$this->service->put( $this->sources->id( $this->posts->name(), $this->posts->label() ), $document );
	}

	/** Takes a post out. */
	public function remove( int $post_id ): void {
		$source = $this->sources->find( $this->posts->name() );
		if ( null !== $source ) {
			$this->service->remove( $source, $this->posts->external_id( $post_id ) );
		}
	}

	public function handle( Job $job ): void {
		$this->index( is_int( $job->payload['post'] ?? null ) ? $job->payload['post'] : 0 );
	}
}
