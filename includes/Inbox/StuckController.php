<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\RetryTurn;
use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\StuckReason;
use Aaia\Chatbot\Conversations\StuckService;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Mail\DeliveryRepository;
use Aaia\Chatbot\Mail\DeliveryService;

/** Conversations that do not go on by themselves: try again, or free them. */
final class StuckController extends StaffController {

	public static function routes(): array {
		$shown = ConversationResource::schema();
		return [
			Operation::post( '/conversations/{id}/retry', 'retry', Capability::Reply )->answers( $shown ),
			Operation::post( '/conversations/{id}/free', 'free', Capability::Reply )->answers( $shown ),
		];
	}

	public function __construct(
		private readonly ConversationFinder $finder,
		private readonly StuckService $stuck,
		private readonly AgentService $agents,
		private readonly DeliveryRepository $deliveries,
		private readonly DeliveryService $delivery_service,
		private readonly JobQueue $jobs,
		private readonly ConversationResource $resource,
	) {}

	/**
	 * Does again what stopped: the answer, the delivery or the job. The mark goes, and comes again if that fails too.
	 *
	 * 409 when there is nothing to do again, because it was done or deleted meanwhile; the mark goes then too.
	 */
	public function retry( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->finder->find( $this->in_path( $request, 'id' ), Capability::Reply );
		$ref          = (int) $conversation->stuck_ref;
		$again        = match ( $conversation->stuck ) {
			StuckReason::Turn     => $this->answer_again( $conversation->id, $ref ),
			StuckReason::Delivery => $this->deliver_again( $ref ),
			StuckReason::Job      => $this->jobs->retry_dead( $ref ),
			null                  => false,
		};
		$this->stuck->clear( $conversation->id, $again ? StuckService::RETRY : StuckService::SOLVED, get_current_user_id() );
		return $again
			? $this->shown( $conversation->public_id )
			: RouteResult::problem( 409, 'aaia_not_stuck', __( 'There is nothing to try again any more.', 'aaia-chatbot' ) );
	}

	/** Takes the mark off. Where the assistant's answer failed, the current user takes the conversation over. */
	public function free( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->finder->find( $this->in_path( $request, 'id' ), Capability::Reply );
		$this->stuck->clear( $conversation->id, StuckService::FREE, get_current_user_id() );
		if ( StuckReason::Turn === $conversation->stuck ) {
			$this->agents->take_over( $conversation->id, get_current_user_id() );
		}
		return $this->shown( $conversation->public_id );
	}

	private function answer_again( int $conversation_id, int $turn_id ): bool {
		if ( ! $this->stuck->requeue_turn( $conversation_id, $turn_id ) ) {
			return false;
		}
		$this->jobs->push( RetryTurn::NAME, [ 'turn' => $turn_id ] );
		return true;
	}

	private function deliver_again( int $delivery_id ): bool {
		$delivery = $this->deliveries->by_id( $delivery_id );
		return null !== $delivery && $this->delivery_service->retry( $delivery );
	}

	private function shown( string $public_id ): RouteResult {
		return RouteResult::ok( $this->resource->one( $this->finder->find( $public_id ) ) );
	}
}
