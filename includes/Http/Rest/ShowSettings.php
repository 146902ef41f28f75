<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** GET /settings: every setting, secrets masked. */
final class ShowSettings extends StaffRoute {

	public function __construct( private readonly SettingsAnswer $settings ) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/settings';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return SettingsAnswer::schema();
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		return RouteResult::ok( $this->settings->body() );
	}
}
