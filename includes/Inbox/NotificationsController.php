<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RateLimiter;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Inbox\Notices\P256;
use Aaia\Chatbot\Inbox\Notices\PushClient;
use Aaia\Chatbot\Inbox\Notices\PushSubscription;
use Aaia\Chatbot\Inbox\Notices\PushSubscriptionRepository;
use Aaia\Chatbot\Inbox\Notices\PushText;
use Aaia\Chatbot\Inbox\Notices\VapidKeys;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/** The current user's devices that receive notifications while the inbox is closed. Nobody sees or changes another's. */
final class NotificationsController extends StaffController {

	/** Requests of one user in a minute that make the site ask another server. */
	private const PER_MINUTE = 30;

	public static function routes(): array {
		return [
			Operation::get( '/notifications', 'show', Capability::View )
				->answers( Schema::closed( [
					'key'     => Schema::string()->nullable(),
					'devices' => Schema::list_of( self::device() ),
				] )->named( 'PushDevices' ) ),
			Operation::put( '/notifications/devices', 'save', Capability::View )
				->takes( Schema::closed( [
					'endpoint' => Schema::text( 1000, 12 ),
					'p256dh'   => Schema::text( 100, 80 ),
					'auth'     => Schema::text( 30, 20 ),
					'label'    => Schema::text( 60 )->optional(),
					'stays'    => Schema::bool()->optional(),
					'old'      => Schema::text( 1000, 12 )->optional(),
				] ) )
				->answers( self::device() )
				->named( 'SavePushDevice' ),
			Operation::delete( '/notifications/devices/{id}', 'remove', Capability::View )
				->answers( Schema::closed( [ 'removed' => Schema::bool() ] ) ),
			Operation::post( '/notifications/devices/{id}/test', 'test', Capability::View )
				->answers( Schema::closed( [ 'sent' => Schema::bool() ] ) ),
		];
	}

	public function __construct(
		private readonly PushSubscriptionRepository $subscriptions,
		private readonly VapidKeys $keys,
		private readonly PushClient $client,
		private readonly PushText $text,
		private readonly RateLimiter $limiter,
	) {}

	/** The devices, and the public key with which a browser subscribes; null where this server cannot push. */
	public function show(): RouteResult {
		return RouteResult::ok( [
			'key'     => $this->keys->public_key(),
			'devices' => array_map( self::wire( ... ), $this->subscriptions->of_user( get_current_user_id() ) ),
		] );
	}

	/**
	 * Stores the subscription of the browser that asks. `stays`: also after signing out; a known one keeps what the request leaves out.
	 * `old`: the address that this one replaces.
	 */
	public function save( Input $input ): RouteResult {
		$wait = $this->wait();
		if ( null !== $wait ) {
			return RouteResult::too_many( $wait );
		}
		$endpoint = $input->text( 'endpoint' );
		$point    = Ids::from_base64url( rtrim( $input->text( 'p256dh' ), '=' ) ) ?? '';
		$auth     = Ids::from_base64url( rtrim( $input->text( 'auth' ), '=' ) ) ?? '';
		if ( null === P256::public_key( $point ) || 16 !== strlen( $auth ) || ! $this->client->accepts( $endpoint ) ) {
			return RouteResult::problem( 400, 'aaia_not_a_device', __( 'This browser’s push service cannot be used.', 'aaia-chatbot' ) );
		}
		$old   = $this->own( $this->subscriptions->by_endpoint( $input->text( 'old' ) ) );
		$known = $this->own( $this->subscriptions->by_endpoint( $endpoint ) ) ?? $old;
		$stays = $input->has( 'stays' ) ? $input->bool( 'stays' ) : null !== $known && null === $known->session;
		$saved = $this->subscriptions->save(
			get_current_user_id(),
			$endpoint,
			$point,
			$auth,
			$input->has( 'label' ) ? $input->line( 'label' ) : ( $known->label ?? '' ),
			$stays ? null : PushSubscriptionRepository::session(),
		);
		if ( null !== $old && $old->id !== $saved->id ) {
			$this->subscriptions->remove( $old->id );
		}
		return RouteResult::ok( self::wire( $saved ) );
	}

	public function remove( Input $input, \WP_REST_Request $request ): RouteResult {
		$device = $this->own( $this->subscriptions->by_public_id( $this->in_path( $request, 'id' ) ) );
		if ( null === $device ) {
			return RouteResult::not_found();
		}
		$this->subscriptions->remove( $device->id );
		return RouteResult::ok( [ 'removed' => true ] );
	}

	/** Sends a test at once. Answers 502 with the push service's reason when it refuses. */
	public function test( Input $input, \WP_REST_Request $request ): RouteResult {
		$device = $this->own( $this->subscriptions->by_public_id( $this->in_path( $request, 'id' ) ) );
		if ( null === $device ) {
			return RouteResult::not_found();
		}
		$wait = $this->wait();
		if ( null !== $wait ) {
			return RouteResult::too_many( $wait );
		}
		$push    = LocaleSwitcher::run( get_user_locale(), fn(): array => $this->text->test() );
		$outcome = $this->client->send( $device, $push, $push['tag'], true );
		if ( $outcome->accepted ) {
			return RouteResult::ok( [ 'sent' => true ] );
		}
		return RouteResult::problem( 502, 'aaia_not_pushed', $outcome->needless
			? __( 'The browser has ended these notifications. Switch them on again on that device.', 'aaia-chatbot' )
			/* translators: %s: reason of a push service. */
			: sprintf( __( 'The push service refused: %s', 'aaia-chatbot' ), $outcome->reason ) );
	}

	/** Nobody uses the site to flood another server, or to try which hosts there are. */
	private function wait(): ?int {
		return $this->limiter->hit_by_user( 'push', get_current_user_id(), self::PER_MINUTE );
	}

	private function own( ?PushSubscription $device ): ?PushSubscription {
		return null !== $device && get_current_user_id() === $device->user_id ? $device : null;
	}

	/** @return array<string, mixed> `hash`: SHA-256 of the address, by which a browser knows itself. */
	private static function wire( PushSubscription $device ): array {
		return [
			'id'         => $device->public_id,
			'hash'       => hash( 'sha256', $device->endpoint ),
			'label'      => $device->label,
			'stays'      => null === $device->session,
			'created_at' => Time::to_wire( $device->created_at ),
			'sent_at'    => Time::to_wire( $device->sent_at ),
			'failing'    => $device->failures > 0,
		];
	}

	private static function device(): Schema {
		return Schema::closed( [
			'id'         => Schema::string(),
			'hash'       => Schema::string(),
			'label'      => Schema::string(),
			'stays'      => Schema::bool(),
			'created_at' => Schema::string(),
			'sent_at'    => Schema::string()->nullable(),
			'failing'    => Schema::bool(),
		] )->named( 'PushDevice' );
	}
}
