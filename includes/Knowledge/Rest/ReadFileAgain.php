<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Knowledge\IndexPost;
use Aaia\Chatbot\Knowledge\Sources\FileStates;

/** POST /knowledge/files/{id}/read: reads a file anew that gave no text, soon, as a job. Something about it or the server may have changed. */
final class ReadFileAgain extends StaffRoute {

	public function __construct(
		private readonly FileStates $states,
		private readonly JobQueue $jobs,
	) {}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/knowledge/files/{id}/read';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed( [ 'queued' => Schema::bool() ] );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$id = (int) $this->in_path( $request, 'id' );
		if ( ! $this->states->is_unread( $id ) ) {
			return RouteResult::not_found();
		}
		$this->states->forget( $id );
		$this->jobs->push( IndexPost::NAME, [ 'post' => $id ], null, IndexPost::NAME . ':' . $id );
		return RouteResult::accepted( [ 'queued' => true ] );
	}
}
