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
use Aaia\Chatbot\Knowledge\AskedSource;
use Aaia\Chatbot\Knowledge\KnowledgeSources;
use Aaia\Chatbot\Knowledge\SyncSource;

/** POST /knowledge/sources/{name}/sync: reads a source anew, soon, as a job. Asking twice does it once. */
final class SyncNow extends StaffRoute {

	public function __construct(
		private readonly KnowledgeSources $sources,
		private readonly JobQueue $jobs,
	) {}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/knowledge/sources/{name}/sync';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed( [ 'queued' => Schema::bool() ] );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$name = $this->in_path( $request, 'name' );
		foreach ( $this->sources->all() as $source ) {
			if ( $source->name() === $name ) {
				if ( $source instanceof AskedSource ) {
					$source->asked();
				}
				SyncSource::queue( $this->jobs, $name );
				return RouteResult::accepted( [ 'queued' => true ] );
			}
		}
		return RouteResult::not_found();
	}
}
