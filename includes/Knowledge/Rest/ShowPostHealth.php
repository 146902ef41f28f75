<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Knowledge\Health\DocumentCheck;
use Aaia\Chatbot\Knowledge\Health\FindingRepository;
use Aaia\Chatbot\Knowledge\Health\StoredFinding;

/** GET /knowledge/health/posts/{id}: what is wrong with one post as it was saved, for who may edit it. `known` is false for a post the assistant does not read. */
final class ShowPostHealth extends Route {

	public function __construct(
		private readonly DocumentCheck $check,
		private readonly FindingRepository $findings,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/knowledge/health/posts/{id}';
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'known' => Schema::bool(),
				'items' => Schema::list_of( FindingShape::schema() ),
			]
		)->named( 'PostHealth' );
	}

	public function permit( \WP_REST_Request $request ): bool|\WP_Error {
		return EditorOnly::permits( (int) $this->in_path( $request, 'id' ) );
	}

	protected function respond( \WP_REST_Request $request, Input $input ): RouteResult {
		$post     = get_post( (int) $this->in_path( $request, 'id' ) );
		$document = $post instanceof \WP_Post ? $this->check->document_of( $post->ID ) : null;
		if ( $post instanceof \WP_Post && null !== $document && $this->check->is_behind( $document, $post ) ) {
			$this->check->check( $document );
		}
		return RouteResult::ok(
			[
				'known' => null !== $document,
				'items' => null === $document ? [] : array_map( static fn( StoredFinding $finding ): array => FindingShape::of( $finding, $document ), $this->findings->of_document( $document ) ),
			]
		);
	}
}
