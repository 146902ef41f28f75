<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\Embeddings\EmbeddingDesk;

/** DELETE /knowledge/embeddings: searches use no vectors from now on; they are deleted soon, as a job. */
final class DeleteEmbeddings extends StaffRoute {

	public function __construct( private readonly EmbeddingDesk $desk ) {}

	public function method(): string {
		return 'DELETE';
	}

	public function path(): string {
		return '/knowledge/embeddings';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return EmbeddingShape::schema();
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$this->desk->delete();
		return RouteResult::ok( EmbeddingShape::of( $this->desk->status() ) );
	}
}
