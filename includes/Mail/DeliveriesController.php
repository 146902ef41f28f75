<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;

/** The log of deliveries: recipient, state and error. */
final class DeliveriesController extends StaffController {

	/** Scope of the list's cursor. */
	private const SCOPE = 'deliveries';

	public static function routes(): array {
		$filters = [
			'state'  => Schema::enum( ...array_column( DeliveryState::cases(), 'value' ) )->optional(),
			'search' => Schema::text( 200 )->optional(),
		];
		$counts  = [ 'counts' => Schema::map_of( Schema::int() ) ];
		return [
			Operation::get( '/deliveries', 'list', Capability::Manage )
				->takes( KeysetPage::query( $filters ) )
				->answers( KeysetPage::answer( DeliveryResource::schema(), $counts )->named( 'DeliveryPage' ) ),
			Operation::get( '/deliveries/{id}', 'show', Capability::Manage )
				->answers( Schema::closed( [
					'delivery' => DeliveryResource::schema(),
					'attempts' => Schema::list_of( self::attempt() ),
				] )->named( 'DeliveryDetail' ) ),
			Operation::post( '/deliveries/{id}/retry', 'retry', Capability::Manage )
				->answers( Schema::closed( [ 'queued' => Schema::bool() ] ) ),
		];
	}

	public function __construct(
		private readonly DeliveryRepository $deliveries,
		private readonly DeliveryService $service,
		private readonly DeliveryLog $log,
		private readonly MailErrors $errors,
		private readonly Cursor $cursor,
	) {}

	/** Newest first, with how many there are in each state. */
	public function list( Input $input ): RouteResult {
		$state  = DeliveryState::tryFrom( $input->line( 'state' ) );
		$search = $input->line( 'search' );
		$rows   = fn( ?int $before, int $limit ): array => $this->log->page( $state, $search, $before, $limit );
		$page   = KeysetPage::read( $this->cursor, $input, self::SCOPE, $rows, static fn( Delivery $delivery ): int => $delivery->id );
		if ( null === $page ) {
			return KeysetPage::expired();
		}
		$conversations = $this->log->conversations( $page->items );
		$shown         = fn( Delivery $delivery ): array => DeliveryResource::of(
			$delivery,
			$conversations[ $delivery->conversation_id ?? 0 ] ?? null,
			$this->errors
		);
		return RouteResult::ok( $page->body( $shown ) + [ 'counts' => $this->log->counts() ] );
	}

	/** One delivery with every attempt. */
	public function show( Input $input, \WP_REST_Request $request ): RouteResult {
		$delivery = $this->deliveries->by_public_id( $this->in_path( $request, 'id' ) );
		if ( null === $delivery ) {
			return RouteResult::not_found();
		}
		$conversation = $this->log->conversations( [ $delivery ] )[ $delivery->conversation_id ?? 0 ] ?? null;
		$attempts     = [];
		foreach ( $this->deliveries->attempts( $delivery->id ) as $attempt ) {
			$reason     = null === $attempt['reason'] ? null : DeliveryResource::words( $delivery, $conversation, $attempt['reason'] );
			$attempts[] = array_merge( $attempt, [ 'reason' => $reason ] );
		}
		return RouteResult::ok(
			[
				'delivery' => DeliveryResource::of( $delivery, $conversation, $this->errors ),
				'attempts' => $attempts,
			]
		);
	}

	/** Tries a waiting or failed delivery at once. Answers 202; 409 when it was sent or is being sent. */
	public function retry( Input $input, \WP_REST_Request $request ): RouteResult {
		$delivery = $this->deliveries->by_public_id( $this->in_path( $request, 'id' ) );
		if ( null === $delivery ) {
			return RouteResult::not_found();
		}
		if ( ! $this->service->retry( $delivery ) ) {
			$words = __( 'This was sent already, or is being sent at this moment.', 'aaia-chatbot' );
			return RouteResult::problem( 409, 'aaia_already_sent', $words );
		}
		return RouteResult::accepted( [ 'queued' => true ] );
	}

	private static function attempt(): Schema {
		return Schema::closed(
			[
				'outcome'    => Schema::enum( 'started', 'sent', 'failed' ),
				'reason'     => Schema::string()->nullable(),
				'started_at' => Schema::string()->nullable(),
				'ended_at'   => Schema::string()->nullable(),
			]
		)->named( 'DeliveryAttempt' );
	}
}
