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

/** POST /knowledge/embeddings: has all passages embedded by the saved model, as a job. Asking twice does it once. */
final class StartEmbeddings extends StaffRoute {

	public function __construct( private readonly EmbeddingDesk $desk ) {}

	public function method(): string {
		return 'POST';
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
		$this->desk->start();
		return RouteResult::accepted( EmbeddingShape::of( $this->desk->status() ) );
	}
}
