<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Outside;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryRepository;
use Aaia\Chatbot\Mail\DeliveryState;
use Aaia\Chatbot\Mail\TestOutcomeResource;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;

/** Outside services for alerts, and the messages and tickets of a conversation there. */
final class AlertServicesController extends StaffController {

	/** The id under which a new service is saved. */
	private const NEW = 'new';

	public static function routes(): array {
		return [
			Operation::get( '/alert-services', 'list', Capability::Manage )
				->answers( Schema::closed( [ 'items' => Schema::list_of( ServiceResource::schema() ) ] )->named( 'OutsideServices' ) ),
			Operation::put( '/alert-services/{id}', 'save', Capability::Manage )
				->takes( ServiceResource::written() )
				->answers( Schema::closed( [
					'service'    => ServiceResource::schema(),
					'new_secret' => Schema::string()->nullable(),
				] )->named( 'SavedService' ) )
				->named( 'SaveService' ),
			Operation::delete( '/alert-services/{id}', 'delete', Capability::Manage )
				->answers( Schema::closed( [ 'deleted' => Schema::bool() ] ) ),
			Operation::post( '/alert-services/{id}/test', 'test', Capability::Manage )->answers( TestOutcomeResource::schema() ),
			Operation::get( '/conversations/{id}/outside', 'of_conversation', Capability::View )
				->answers( Schema::closed( [ 'items' => Schema::list_of( self::item() ) ] )->named( 'OutsideItems' ) ),
		];
	}

	public function __construct(
		private readonly ServiceRepository $services,
		private readonly ServiceValidator $validator,
		private readonly ServiceClient $client,
		private readonly ConversationRepository $conversations,
		private readonly ConversationAccess $access,
		private readonly DeliveryRepository $deliveries,
		private readonly Clock $clock,
	) {}

	public function list(): RouteResult {
		return RouteResult::ok( [ 'items' => array_map( ServiceResource::of( ... ), $this->services->all() ) ] );
	}

	/**
	 * Saves an outside service; the id `new` makes one.
	 *
	 * A masked secret or address is kept unless the host or port changes: a key goes to its own server only. An empty
	 * signing secret of a webhook makes a new one, which this answer shows once.
	 */
	public function save( Input $input, \WP_REST_Request $request ): RouteResult {
		$id    = $this->in_path( $request, 'id' );
		$kind  = ServiceKind::from( $input->line( 'kind' ) );
		$known = self::NEW === $id ? null : $this->services->by_public_id( $id );
		if ( null === $known && self::NEW !== $id || null !== $known && $known->kind !== $kind ) {
			return RouteResult::not_found();
		}
		$url    = self::written_url( $input, $known );
		$secret = Settings::MASK === $input->line( 'secret' ) ? null : $input->line( 'secret' );
		$wrong  = $this->validator->first_error( $kind, $url, $input->line( 'account' ), null === $secret ? $known : null );
		if ( null !== $wrong ) {
			return RouteResult::problem( 400, 'aaia_invalid_service', $wrong );
		}
		$signs      = ServiceKind::Webhook === $kind;
		$new_secret = $signs && ( '' === $secret || null === $secret && null === $known ) ? ServiceFormat::new_secret() : null;
		$secret     = $new_secret ?? $secret;
		if ( null === $known ) {
			$id = $this->services->add( $kind, $input->line( 'name' ), $url, $input->line( 'account' ), $secret ?? '' );
		} else {
			$this->services->change( $known, $input->line( 'name' ), $url, $input->line( 'account' ), $secret );
		}
		$saved = $this->services->by_public_id( $id );
		return null === $saved ? RouteResult::not_found() : RouteResult::ok(
			[
				'service'    => ServiceResource::of( $saved ),
				'new_secret' => $new_secret,
			]
		);
	}

	/** Deletes an outside service with its secret. */
	public function delete( Input $input, \WP_REST_Request $request ): RouteResult {
		$service = $this->services->by_public_id( $this->in_path( $request, 'id' ) );
		if ( null === $service ) {
			return RouteResult::not_found();
		}
		$this->services->remove( $service->id );
		return RouteResult::ok( [ 'deleted' => true ] );
	}

	/** Sends a message marked as a test to the service and answers how it went. */
	public function test( Input $input, \WP_REST_Request $request ): RouteResult {
		$service = $this->services->by_public_id( $this->in_path( $request, 'id' ) );
		if ( null === $service ) {
			return RouteResult::not_found();
		}
		$outcome = $this->client->deliver( $service, $this->test_payload() );
		/* translators: 1: name of a service, 2: its own words. */
		$failed = sprintf( __( '%1$s refused the test message: %2$s', 'aaia-chatbot' ), $service->name, $outcome->reason );
		/* translators: %s: name of a service. */
		$passed = sprintf( __( '%s accepted the test message.', 'aaia-chatbot' ), $service->name );
		return RouteResult::ok(
			[
				'ok'      => $outcome->accepted,
				'message' => $outcome->accepted ? $passed : $failed,
			]
		);
	}

	/** Messages and tickets of a conversation in outside services, with their state. */
	public function of_conversation( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->access->permitted( $this->conversations->by_public_id( $this->in_path( $request, 'id' ) ) );
		if ( null === $conversation ) {
			return RouteResult::not_found();
		}
		$deliveries = $this->deliveries->outside_of( $conversation->id );
		$recipients = array_map( static fn( Delivery $delivery ): string => $delivery->recipient, $deliveries );
		$services   = $this->services->several( array_values( array_unique( $recipients ) ) );
		$items      = [];
		foreach ( $deliveries as $delivery ) {
			$service = $services[ $delivery->recipient ] ?? null;
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

	/** The URL as typed; the stored one when it came back masked. */
	private static function written_url( Input $input, ?OutsideService $known ): string {
		$url = $input->line( 'url' );
		return null !== $known && ServiceResource::masked( $known->url ) === $url ? $known->url : $url;
	}

	private function test_payload(): ServicePayload {
		return new ServicePayload(
			Ids::random(),
			__( 'Test of the AAIA chatbot’s alerts', 'aaia-chatbot' ),
			__( 'This is a test. Alerts of your AAIA chatbot will arrive here.', 'aaia-chatbot' ),
			admin_url( 'admin.php?page=aaia-conversations' ),
			null,
			Trigger::Support->value,
			'',
			'',
			$this->clock->now(),
			false,
			true
		);
	}

	private static function item(): Schema {
		return Schema::closed(
			[
				'service' => Schema::string(),
				'kind'    => ServiceResource::kind()->nullable(),
				'ticket'  => Schema::string()->nullable(),
				'state'   => Schema::string()->nullable(),
				'sent'    => Schema::bool(),
			]
		)->named( 'OutsideItem' );
	}
}
