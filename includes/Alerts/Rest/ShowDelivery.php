<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\DeliveryLog;
use Aaia\Chatbot\Alerts\DeliveryRepository;
use Aaia\Chatbot\Alerts\FailureWords;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** GET /deliveries/{id}: one delivery with every attempt. */
final class ShowDelivery extends StaffRoute {

	public function __construct(
		private readonly DeliveryRepository $deliveries,
		private readonly DeliveryLog $log,
		private readonly FailureWords $words,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/deliveries/{id}';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		$attempt = Schema::closed(
			[
				'outcome'    => Schema::enum( 'started', 'sent', 'failed' ),
				'reason'     => Schema::string()->nullable(),
				'started_at' => Schema::string()->nullable(),
				'ended_at'   => Schema::string()->nullable(),
			]
		)->named( 'DeliveryAttempt' );
		return Schema::closed(
			[
				'delivery' => DeliveryShape::schema(),
				'attempts' => Schema::list_of( $attempt ),
			]
		)->named( 'DeliveryDetail' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$delivery = $this->deliveries->by_public_id( $this->in_path( $request, 'id' ) );
		if ( null === $delivery ) {
			return RouteResult::not_found();
		}
		$conversation = $this->log->conversations( [ $delivery ] )[ $delivery->conversation_id ?? 0 ] ?? null;
		$reason       = static fn( array $attempt ): ?string => null === $attempt['reason'] ? null : DeliveryShape::words( $delivery, $conversation, $attempt['reason'] );
		return RouteResult::ok(
			[
				'delivery' => DeliveryShape::of( $delivery, $conversation, $this->words ),
				'attempts' => array_map( static fn( array $attempt ): array => array_merge( $attempt, [ 'reason' => $reason( $attempt ) ] ), $this->deliveries->attempts( $delivery->id ) ),
			]
		);
	}
}
