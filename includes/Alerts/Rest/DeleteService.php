<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Outside\ServiceRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** DELETE /alert-services/{id}: forgets an outside service and its secret. */
final class DeleteService extends StaffRoute {

	public function __construct( private readonly ServiceRepository $services ) {}

	public function method(): string {
		return 'DELETE';
	}

	public function path(): string {
		return '/alert-services/{id}';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed( [ 'deleted' => Schema::bool() ] );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$service = $this->services->by_public_id( $this->in_path( $request, 'id' ) );
		if ( null === $service ) {
			return RouteResult::not_found();
		}
		$this->services->remove( $service->id );
		return RouteResult::ok( [ 'deleted' => true ] );
	}
}
