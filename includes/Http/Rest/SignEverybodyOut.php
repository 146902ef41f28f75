<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Http\VisitorTokens;

/** POST /visitors/sign-out: every token that any visitor holds is worth nothing from now on. */
final class SignEverybodyOut extends StaffRoute {

	public function __construct( private readonly VisitorTokens $tokens ) {}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/visitors/sign-out';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed( [ 'signed_out' => Schema::bool() ] );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$this->tokens->revoke_all();
		return RouteResult::ok( [ 'signed_out' => true ] );
	}
}
