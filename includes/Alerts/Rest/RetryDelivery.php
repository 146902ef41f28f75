<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\DeliveryRepository;
use Aaia\Chatbot\Alerts\DeliveryService;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** POST /deliveries/{id}/retry: tries a waiting or failed delivery at once. Answers 202; 409 when it was sent or is being sent. */
final class RetryDelivery extends StaffRoute {

	public function __construct(
		private readonly DeliveryRepository $deliveries,
		private readonly DeliveryService $service,
	) {}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/deliveries/{id}/retry';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed( [ 'queued' => Schema::bool() ] );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$delivery = $this->deliveries->by_public_id( $this->in_path( $request, 'id' ) );
		if ( null === $delivery ) {
			return RouteResult::not_found();
		}
		if ( ! $this->service->retry( $delivery ) ) {
			return RouteResult::problem( 409, 'aaia_already_sent', __( 'This was sent already, or is being sent at this moment.', 'aaia-chatbot' ) );
		}
		return RouteResult::accepted( [ 'queued' => true ] );
	}
}
