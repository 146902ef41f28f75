<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Outside\OutsideService;
use Aaia\Chatbot\Alerts\Outside\ServiceRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** GET /alert-services: the outside services alerts can go to. */
final class ListServices extends StaffRoute {

	public function __construct( private readonly ServiceRepository $services ) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/alert-services';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed( [ 'items' => Schema::list_of( ServiceShape::schema() ) ] )->named( 'OutsideServices' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		return RouteResult::ok( [ 'items' => array_map( static fn( OutsideService $service ): array => ServiceShape::of( $service ), $this->services->all() ) ] );
	}
}
