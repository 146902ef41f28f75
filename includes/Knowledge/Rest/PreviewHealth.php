<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Knowledge\DocumentDesk;
use Aaia\Chatbot\Knowledge\Health\DraftCheck;
use Aaia\Chatbot\Knowledge\Health\Finding;
use Aaia\Chatbot\Knowledge\Health\FindingRepository;

/** POST /knowledge/health/posts/{id}: what would be wrong with a post if it were published as it stands in the editor. Stores nothing, asks nobody. */
final class PreviewHealth extends Route {

	private const TITLE = 1000;

	private const CONTENT = 200_000;

	public function __construct(
		private readonly DraftCheck $check,
		private readonly DocumentDesk $documents,
		private readonly FindingRepository $findings,
	) {}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/knowledge/health/posts/{id}';
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'title'   => Schema::text( self::TITLE ),
				'content' => Schema::text( self::CONTENT ),
			]
		);
	}

	public function answer(): Schema {
		return Schema::closed( [ 'items' => Schema::list_of( FindingShape::schema() ) ] );
	}

	public function permit( \WP_REST_Request $request ): bool|\WP_Error {
		return EditorOnly::permits( (int) $this->in_path( $request, 'id' ) );
	}

	protected function respond( \WP_REST_Request $request, Input $input ): RouteResult {
		$post = get_post( (int) $this->in_path( $request, 'id' ) );
		if ( ! $post instanceof \WP_Post ) {
			return RouteResult::not_found();
		}
		$found  = $this->check->of( $post, $input->text( 'title' ), $input->text( 'content' ) );
		$others = array_map( static fn( Finding $finding ): int => $finding->other_id, $found );
		$known  = $this->documents->by_ids( array_values( array_unique( array_filter( $others ) ) ) );
		$found  = array_values( array_filter( $found, static fn( Finding $finding ): bool => 0 === $finding->other_id || isset( $known[ $finding->other_id ] ) && ! $known[ $finding->other_id ]->excluded ) );
		$posts  = $this->findings->posts( array_keys( $known ) );
		return RouteResult::ok(
			[ 'items' => array_map( static fn( Finding $finding ): array => FindingShape::of_draft( $finding, $post, $known[ $finding->other_id ] ?? null, $posts[ $finding->other_id ] ?? 0 ), $found ) ]
		);
	}

	protected function max_body(): int {
		return 5 * self::CONTENT;
	}
}
