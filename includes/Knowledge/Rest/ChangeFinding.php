<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Knowledge\Health\FindingRepository;

/** PATCH /knowledge/health/{id}: ignores a finding, or no longer. For owners, and for who may edit one of its pages. */
final class ChangeFinding extends Route {

	public function __construct( private readonly FindingRepository $findings ) {}

	public function method(): string {
		return 'PATCH';
	}

	public function path(): string {
		return '/knowledge/health/{id}';
	}

	public function schema(): Schema {
		return Schema::closed( [ 'ignored' => Schema::bool() ] );
	}

	public function answer(): Schema {
		return FindingShape::schema();
	}

	public function permit( \WP_REST_Request $request ): bool|\WP_Error {
		return Capability::Manage->allowed() || $this->may_edit( (int) $this->in_path( $request, 'id' ) ) ? true : EditorOnly::refusal();
	}

	protected function respond( \WP_REST_Request $request, Input $input ): RouteResult {
		$id = (int) $this->in_path( $request, 'id' );
		if ( null === $this->findings->one( $id ) ) {
			return RouteResult::not_found();
		}
		$this->findings->ignore( $id, $input->bool( 'ignored' ) );
		$changed = $this->findings->one( $id );
		return null === $changed ? RouteResult::not_found() : RouteResult::ok( FindingShape::of( $changed ) );
	}

	private function may_edit( int $id ): bool {
		if ( ! current_user_can( 'edit_posts' ) ) {
			return false;
		}
		$finding = $this->findings->one( $id );
		foreach ( null === $finding ? [] : array_filter( [ $finding->post, $finding->other_post ] ) as $post ) {
			if ( current_user_can( 'edit_post', $post ) ) {
				return true;
			}
		}
		return false;
	}
}
