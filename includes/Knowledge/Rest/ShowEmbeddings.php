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

/** GET /knowledge/embeddings: where search by meaning stands, and what it will cost before it begins. Reads whole tables. */
final class ShowEmbeddings extends StaffRoute {

	public function __construct( private readonly EmbeddingDesk $desk ) {}

	public function method(): string {
		return 'GET';
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
		return RouteResult::ok( EmbeddingShape::of( $this->desk->status() ) );
	}
}
