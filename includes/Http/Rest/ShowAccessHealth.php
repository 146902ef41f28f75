<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\GuestAccessHealth;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** GET /access/health: looks at the site as a guest and says who may use the chat, in the form that Site Health's page draws. */
final class ShowAccessHealth extends StaffRoute {

	public function __construct( private readonly GuestAccessHealth $health ) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/access/health';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'label'       => Schema::string(),
				'status'      => Schema::enum( 'good', 'recommended' ),
				'badge'       => Schema::closed(
					[
						'label' => Schema::string(),
						'color' => Schema::string(),
					]
				),
				'description' => Schema::string(),
				'actions'     => Schema::string(),
				'test'        => Schema::string(),
			]
		)->named( 'AccessHealth' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		return RouteResult::ok( $this->health->test() );
	}
}
