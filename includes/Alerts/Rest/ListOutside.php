<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\DeliveryRepository;
use Aaia\Chatbot\Alerts\DeliveryState;
use Aaia\Chatbot\Alerts\Outside\ServiceRepository;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** GET /conversations/{id}/outside: the messages and tickets that alerts made of a conversation elsewhere, with their state. */
final class ListOutside extends StaffRoute {

	public function __construct(
		private readonly ConversationRepository $conversations,
		private readonly ConversationAccess $access,
		private readonly DeliveryRepository $deliveries,
		private readonly ServiceRepository $services,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/conversations/{id}/outside';
	}

	public function capability(): Capability {
		return Capability::View;
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'items' => Schema::list_of(
					Schema::closed(
						[
							'service' => Schema::string(),
							'kind'    => ServiceShape::kind()->nullable(),
							'ticket'  => Schema::string()->nullable(),
							'state'   => Schema::string()->nullable(),
							'sent'    => Schema::bool(),
						]
					)->named( 'OutsideItem' )
				),
			]
		);
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$conversation = $this->access->permitted( $this->conversations->by_public_id( $this->in_path( $request, 'id' ) ) );
		if ( null === $conversation ) {
			return RouteResult::not_found();
		}
		$items = [];
		foreach ( $this->deliveries->outside_of( $conversation->id ) as $delivery ) {
			$service = $this->services->by_public_id( $delivery->recipient );
			$items[] = [
				'service' => $service->name ?? '',
				'kind'    => $service?->kind->value,
				'ticket'  => $delivery->outside_id,
				'state'   => $delivery->outside_state,
				'sent'    => DeliveryState::Sent === $delivery->state,
			];
		}
		return RouteResult::ok( [ 'items' => $items ] );
	}
}
