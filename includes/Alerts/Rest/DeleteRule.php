<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\RuleRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** DELETE /alert-rules/{id}: deletes a rule; the built-in one goes back to how it comes. */
final class DeleteRule extends StaffRoute {

	public function __construct( private readonly RuleRepository $rules ) {}

	public function method(): string {
		return 'DELETE';
	}

	public function path(): string {
		return '/alert-rules/{id}';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed( [ 'deleted' => Schema::bool() ] );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$rule = $this->rules->by_public_id( $this->in_path( $request, 'id' ) );
		if ( null === $rule ) {
			return RouteResult::not_found();
		}
		$this->rules->remove( $rule->id );
		return RouteResult::ok( [ 'deleted' => true ] );
	}
}
