<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\Web\AddressRepository;
use Aaia\Chatbot\Knowledge\Web\AddressService;

/** DELETE /knowledge/addresses/{id}: removes an address; the assistant forgets its pages, thousands of them within the next minutes. */
final class RemoveAddress extends StaffRoute {

	public function __construct(
		private readonly AddressRepository $addresses,
		private readonly AddressService $service,
	) {}

	public function method(): string {
		return 'DELETE';
	}

	public function path(): string {
		return '/knowledge/addresses/{id}';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed( [ 'deleted' => Schema::bool() ] );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$known = $this->addresses->find( $this->in_path( $request, 'id' ) );
		if ( null === $known ) {
			return RouteResult::not_found();
		}
		$this->service->remove( $known );
		return RouteResult::ok( [ 'deleted' => true ] );
	}
}
