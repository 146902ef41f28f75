<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/**
 * The only writer of deliveries: queued, then sending under a lease, then sent, or queued again, or failed after two days.
 *
 * Each step is one short transaction; the sending happens between two of them. A delivery that waits always has a job, made in the
 * same transaction: a process that is killed loses none. Its owner (DeliveryOwner) is called on each step in that transaction too.
 */
final class DeliveryService {

	/** Longer than a mail may take, and shorter than a job's lease (300 s): a job that is claimed again finds the delivery free. */
	public const LEASE_SECONDS = 240;

	/** Attempts end two days after the delivery was due. */
	public const GIVE_UP_SECONDS = 48 * 3600;

	/** The same for addresses that visitors typed, which may not exist, and for notices of staff: later they are no news. */
	public const GIVE_UP_EARLY_SECONDS = 4 * 3600;

	/** Seconds to wait after the first, second, ... failed attempt; the last one repeats. Servers that greylist want about five minutes. */
	private const PAUSES = [ 60, 300, 900, 1800, 3600, 7200, 14_400, 21_600 ];

	private const SENT = 'sent';

	private const FAILED = 'failed';

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly JobQueue $jobs,
		private readonly DeliveryRepository $deliveries,
		private readonly DeliveryOwners $owners,
	) {}

	/**
	 * Stores a delivery and, unless it is part of a bundle, the job that sends it.
	 *
	 * @return ?int Its row; null when it was stored before.
	 */
	public function add( NewDelivery $new ): ?int {
		return $this->database->transaction(
			function () use ( $new ): ?int {
				$now  = $this->clock->now();
				$due  = null === $new->not_before || $new->not_before < $now ? $now : $new->not_before;
				$for  = self::lifetime( $new->purpose );
				$data = [
					'public_id'       => Ids::random(),
					'alert_id'        => $new->cause_id,
					'conversation_id' => $new->conversation_id,
					'rule_id'         => $new->rule_id,
					'purpose'         => $new->purpose,
					'channel'         => $new->channel,
					'recipient'       => $new->recipient,
					'unique_key'      => hash( 'sha256', "$new->about $new->purpose $new->channel " . strtolower( $new->recipient ) ),
					'state'           => ( null === $new->bundle_id ? DeliveryState::Queued : DeliveryState::Bundled )->value,
					'next_attempt_at' => Time::to_database( $due ),
					'give_up_at'      => Time::to_database( $due->modify( "+$for seconds" ) ),
					'bundle_id'       => $new->bundle_id,
					'about'           => null === $new->cause_id ? $new->about : '',
					'created_at'      => Time::to_database( $now ),
				];
				$id = $this->deliveries->add_once( array_filter( $data, static fn( mixed $value ): bool => null !== $value ) );
				if ( null !== $id && null === $new->bundle_id ) {
					$this->enqueue( $id, $due );
				}
				return $id;
			}
		);
	}

	/** Takes the delivery for one attempt; null when it is not due, is finished, or somebody else has it. */
	public function claim( int $id ): ?DeliveryAttempt {
		return $this->database->transaction(
			function () use ( $id ): ?DeliveryAttempt {
				$now   = $this->clock->now();
				$token = Ids::random();
				if ( ! $this->deliveries->claim( $id, $token, $now, $now->modify( '+' . self::LEASE_SECONDS . ' seconds' ) ) ) {
					return null;
				}
				$delivery = $this->deliveries->by_id( $id );
				if ( null === $delivery ) {
					return null;
				}
				$this->deliveries->begin_attempt( $id, $delivery->conversation_id, $token, $now );
				return new DeliveryAttempt( $delivery, $token );
			}
		);
	}

	/** The mailer accepted it. */
	public function sent( DeliveryAttempt $attempt, ?string $outside_id = null ): void {
		$this->database->transaction(
			function () use ( $attempt, $outside_id ): void {
				$now     = $this->clock->now();
				$changes = [
					'state'           => DeliveryState::Sent->value,
					'sent_at'         => Time::to_database( $now ),
					'next_attempt_at' => null,
					'last_error'      => null,
				];
				if ( null !== $outside_id ) {
					$changes['outside_id'] = mb_substr( $outside_id, 0, 190 );
				}
				if ( ! $this->deliveries->change_held( $attempt->delivery->id, $attempt->token, $changes ) ) {
					return;
				}
				$this->deliveries->end_attempt( $attempt->token, self::SENT, null, $now );
				$this->append( EventType::DeliverySent, $attempt->delivery );
				$owner = $this->owners->owner_of( $attempt->delivery );
				$owner?->on_sent( $attempt->delivery );
				$owner?->on_settled( $attempt->delivery );
				$this->settle_bundle( $attempt->delivery, DeliveryState::Sent );
			}
		);
	}

	/**
	 * The attempt failed: it is repeated after a growing pause, or given up at the end of its time.
	 *
	 * @param bool $for_good Gives up at once.
	 * @param int  $wait     Seconds to the next attempt at least.
	 */
	public function failed( DeliveryAttempt $attempt, string $reason, bool $for_good = false, int $wait = 0 ): void {
		$this->database->transaction(
			function () use ( $attempt, $reason, $for_good, $wait ): void {
				$delivery = $attempt->delivery;
				$now      = $this->clock->now();
				$reason   = mb_substr( $reason, 0, 1000 );
				$pause    = max( $wait, self::PAUSES[ min( $delivery->attempts, count( self::PAUSES ) ) - 1 ] );
				$end      = $this->end_of_attempts( $delivery, $now );
				$next     = min( $now->modify( "+$pause seconds" ), $end );
				$given_up = $for_good || $now >= $end;
				$held     = $this->deliveries->change_held(
					$delivery->id,
					$attempt->token,
					[
						'state'           => $given_up ? DeliveryState::Failed->value : DeliveryState::Queued->value,
						'next_attempt_at' => $given_up ? null : Time::to_database( $next ),
						'give_up_at'      => Time::to_database( $end ),
						'last_error'      => $reason,
					]
				);
				if ( ! $held ) {
					return;
				}
				$this->deliveries->end_attempt( $attempt->token, self::FAILED, $reason, $now );
				if ( ! $given_up ) {
					$this->enqueue( $delivery->id, $next );
				}
				if ( $given_up || 1 === $delivery->attempts ) {
					$this->append( $given_up ? EventType::DeliveryFailed : EventType::DeliveryDelayed, $delivery );
				}
				$owner = $this->owners->owner_of( $delivery );
				$owner?->on_attempt_failed( $delivery );
				if ( $given_up ) {
					$owner?->on_settled( $delivery );
					$this->settle_bundle( $delivery, DeliveryState::Failed );
				}
			}
		);
	}

	/** Deletes a delivery that this attempt holds and found needless. */
	public function withdraw( DeliveryAttempt $attempt ): void {
		$this->database->transaction( fn() => $this->deliveries->delete_held( $attempt->delivery->id, $attempt->token ) );
	}

	/**
	 * Tries a delivery again at once, on request of staff; further attempts follow for two days.
	 *
	 * Retrying a part of a bundle retries the whole bundle.
	 *
	 * @return bool False when it was sent already or is being sent.
	 */
	public function retry( Delivery $delivery ): bool {
		$delivery = null === $delivery->bundle_id ? $delivery : ( $this->deliveries->by_id( $delivery->bundle_id ) ?? $delivery );
		return $this->database->transaction(
			function () use ( $delivery ): bool {
				$now     = $this->clock->now();
				$changes = [
					'state'           => DeliveryState::Queued->value,
					'attempts'        => 0,
					'next_attempt_at' => Time::to_database( $now ),
					'give_up_at'      => Time::to_database( $now->modify( '+' . self::GIVE_UP_SECONDS . ' seconds' ) ),
				];
				if (
					! $this->deliveries->change_when( $delivery->id, DeliveryState::Failed, $changes )
					&& ! $this->deliveries->change_when( $delivery->id, DeliveryState::Queued, $changes )
				) {
					return false;
				}
				$this->jobs->push( SendDelivery::NAME, [ 'delivery' => $delivery->id ], $now, "delivery now $delivery->id" );
				return true;
			}
		);
	}

	/** Pushes the job of a waiting delivery, unless it has one. */
	public function enqueue( int $id, ?\DateTimeImmutable $at = null ): void {
		$this->jobs->push( SendDelivery::NAME, [ 'delivery' => $id ], $at, "delivery $id" );
	}

	/** Tells the owner of a part of a bundle that the bundle was sent or given up. */
	public function settle_member( Delivery $member ): void {
		$this->database->transaction(
			function () use ( $member ): void {
				$owner = $this->owners->owner_of( $member );
				if ( DeliveryState::Sent === $member->state ) {
					$owner?->on_sent( $member );
				}
				$owner?->on_settled( $member );
			}
		);
	}

	/** The parts of a bundle share its state. A job calls their owners, because a flood puts thousands into one bundle. */
	private function settle_bundle( Delivery $bundle, DeliveryState $state ): void {
		if ( Delivery::BUNDLE === $bundle->purpose ) {
			$this->deliveries->settle_bundle( $bundle->id, $state, DeliveryState::Sent === $state ? $this->clock->now() : null );
			$this->jobs->push( SettleBundle::NAME, [ 'bundle' => $bundle->id ], null, "settle $bundle->id" );
		}
	}

	/**
	 * Appends an event under the conversation in which staff see it. Of mails to visitors, only mailed replies are shown, each with its
	 * message. Notices of staff are many, shown nowhere, and no news.
	 */
	private function append( EventType $type, Delivery $delivery ): void {
		if ( Delivery::NOTICE === $delivery->purpose ) {
			return;
		}
		$data = [ 'delivery' => $delivery->id, 'attempts' => $delivery->attempts ];
		$is_reply = Delivery::REPLY === $delivery->purpose;
		$this->events->append(
			$type,
			$is_reply || ! $delivery->is_to_visitor() ? $delivery->conversation_id : null,
			$is_reply ? $delivery->cause_id : null,
			$data + ( $this->owners->owner_of( $delivery )?->event_data( $delivery ) ?? [] )
		);
	}

	/** When attempts end. After days without scheduled work, their time begins with the first attempt. */
	private function end_of_attempts( Delivery $delivery, \DateTimeImmutable $now ): \DateTimeImmutable {
		return 1 === $delivery->attempts
			? max( $delivery->give_up_at, $now->modify( '+' . self::lifetime( $delivery->purpose ) . ' seconds' ) )
			: $delivery->give_up_at;
	}

	/** Seconds in which attempts are made. */
	private static function lifetime( string $purpose ): int {
		return in_array( $purpose, [ Delivery::VERIFY, Delivery::RECEIVED, Delivery::NOTICE ], true )
			? self::GIVE_UP_EARLY_SECONDS
			: self::GIVE_UP_SECONDS;
	}
}
