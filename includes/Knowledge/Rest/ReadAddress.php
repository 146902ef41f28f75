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

/** POST /knowledge/addresses/{id}/read: reads an address anew, soon, as a job. Asking twice does it once; `queued` is false while its server asks to wait. */
final class ReadAddress extends StaffRoute {

	public function __construct(
		private readonly AddressRepository $addresses,
		private readonly AddressService $service,
	) {}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/knowledge/addresses/{id}/read';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed( [ 'queued' => Schema::bool() ] );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$known = $this->addresses->find( $this->in_path( $request, 'id' ) );
		if ( null === $known ) {
			return RouteResult::not_found();
		}
		return RouteResult::accepted( [ 'queued' => $this->service->read_now( $known ) ] );
	}
}
