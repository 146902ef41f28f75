<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Alert;
use Aaia\Chatbot\Alerts\AlertRepository;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Conversations\SupportRequestRepository;
use Aaia\Chatbot\Conversations\SupportService;
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
 * Each step is one short transaction; the sending itself happens between two of them. A delivery that waits always has a job
 * (made in the same transaction), so whatever is killed when, it is either sent or tried again.
 */
final class DeliveryService {

	/** Longer than any mail may take, shorter than a job's lease (300 s), so that a job taken up again finds it free. */
	public const LEASE_SECONDS = 240;

	/** Attempts end two days after the first one. */
	public const GIVE_UP_SECONDS = 48 * 3600;

	/** To an address that a visitor typed: it may not exist, and nobody waits for days in front of a mailbox. */
	public const GIVE_UP_VISITOR_SECONDS = 4 * 3600;

	/** Pauses after the first, second, ... failed attempt, in seconds; the last one repeats. Servers that greylist want about five minutes. */
	private const PAUSES = [ 60, 300, 900, 1800, 3600, 7200, 14_400, 21_600 ];

	private const SENT = 'sent';

	private const FAILED = 'failed';

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly JobQueue $jobs,
		private readonly DeliveryRepository $deliveries,
		private readonly AlertRepository $alerts,
		private readonly SupportService $support,
		private readonly SupportRequestRepository $requests,
	) {}

	/**
	 * Stores an alert's delivery to one recipient and the job that sends it. The same alert is never delivered twice to one recipient.
	 *
	 * @param string              $channel    See Delivery.
	 * @param ?\DateTimeImmutable $not_before Held back until then.
	 * @param string              $again      A word that makes it another delivery than an earlier one to the same recipient.
	 *
	 * @return bool False when it was stored before.
	 */
	public function add( Alert $alert, string $channel, string $recipient, string $purpose = Delivery::ALERT, ?\DateTimeImmutable $not_before = null, string $again = '' ): bool {
		return null !== $this->store( $this->of( $alert ), $channel, $recipient, $purpose, "alert $alert->id $again", $not_before );
	}

	/** Stores an alert's delivery as part of a bundle; parameters as add(). */
	public function add_bundled( Alert $alert, string $channel, string $recipient, int $bundle_id, string $purpose = Delivery::ALERT, string $again = '' ): void {
		$this->store(
			$this->of( $alert ) + [
				'bundle_id' => $bundle_id,
				'state'     => DeliveryState::Bundled->value,
			],
			$channel,
			$recipient,
			$purpose,
			"alert $alert->id $again",
			null
		);
	}

	/**
	 * Stores a delivery that belongs to no single alert.
	 *
	 * @param string $about           What it is about, at most 60 characters; with the recipient it makes the delivery unique.
	 * @param ?int   $conversation_id It goes when that conversation goes.
	 *
	 * @return ?int Its row; null when it was stored before.
	 */
	public function add_apart( string $channel, string $recipient, string $purpose, string $about, ?\DateTimeImmutable $not_before = null, ?int $conversation_id = null ): ?int {
		$of = [ 'about' => $about ];
		if ( null !== $conversation_id ) {
			$of['conversation_id'] = $conversation_id;
		}
		return $this->store( $of, $channel, $recipient, $purpose, $about, $not_before );
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
				$this->events->append( EventType::DeliverySent, self::conversation_to_notify( $attempt->delivery ), null, $this->facts( $attempt->delivery ) );
				$this->tell_visitor( $attempt->delivery, SupportService::SENT );
				$this->forget_address_when_done( $attempt->delivery );
				if ( Delivery::BUNDLE === $attempt->delivery->purpose ) {
					$this->settle_bundle( $attempt->delivery, DeliveryState::Sent );
				}
			}
		);
	}

	/** The attempt failed: tried again after a growing pause, given up two days after the first attempt. */
	public function failed( DeliveryAttempt $attempt, string $reason ): void {
		$this->database->transaction(
			function () use ( $attempt, $reason ): void {
				$delivery = $attempt->delivery;
				$now      = $this->clock->now();
				$reason   = mb_substr( $reason, 0, 1000 );
				$pause    = self::PAUSES[ min( $delivery->attempts, count( self::PAUSES ) ) - 1 ];
				$end      = $this->end_of_attempts( $delivery, $now );
				$next     = min( $now->modify( "+$pause seconds" ), $end );
				$given_up = $now >= $end;
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
				if ( $given_up ) {
					$this->events->append( EventType::DeliveryFailed, self::conversation_to_notify( $delivery ), null, $this->facts( $delivery ) );
					$this->forget_address_when_done( $delivery );
					if ( Delivery::BUNDLE === $delivery->purpose ) {
						$this->settle_bundle( $delivery, DeliveryState::Failed );
					}
				} else {
					$this->enqueue( $delivery->id, $next );
					if ( 1 === $delivery->attempts ) {
						$this->events->append( EventType::DeliveryDelayed, self::conversation_to_notify( $delivery ), null, $this->facts( $delivery ) );
					}
				}
				$this->tell_visitor( $delivery, SupportService::DELAYED );
			}
		);
	}

	/** Staff want it tried at once: another two days begin; part of a bundle stands for the bundle. False when it was sent already or is being sent. */
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
				if ( ! $this->deliveries->change_when( $delivery->id, DeliveryState::Failed, $changes ) && ! $this->deliveries->change_when( $delivery->id, DeliveryState::Queued, $changes ) ) {
					return false;
				}
				$this->jobs->push( SendDelivery::NAME, [ 'delivery' => $delivery->id ], $now, "delivery now $delivery->id" );
				return true;
			}
		);
	}

	/** Makes sure that a waiting delivery has a job. */
	public function enqueue( int $id, ?\DateTimeImmutable $at = null ): void {
		$this->jobs->push( SendDelivery::NAME, [ 'delivery' => $id ], $at, "delivery $id" );
	}

	/** @return array<string, int> */
	private function of( Alert $alert ): array {
		return [
			'alert_id'        => $alert->id,
			'conversation_id' => $alert->conversation_id,
			'rule_id'         => $alert->rule_id,
		];
	}

	/** A part of a bundle whose fate is known: its visitor is told, its sealed address erased. */
	public function settle_member( Delivery $member ): void {
		$this->database->transaction(
			function () use ( $member ): void {
				if ( DeliveryState::Sent === $member->state ) {
					$this->tell_visitor( $member, SupportService::SENT );
				}
				$this->forget_address_when_done( $member );
			}
		);
	}

	private function settle_bundle( Delivery $bundle, DeliveryState $state ): void {
		$this->deliveries->settle_bundle( $bundle->id, $state, DeliveryState::Sent === $state ? $this->clock->now() : null );
		$this->jobs->push( SettleBundle::NAME, [ 'bundle' => $bundle->id ], null, "settle $bundle->id" );
	}

	/**
	 * @param array<string, string|int> $of
	 *
	 * @return ?int Row of a new delivery.
	 */
	private function store( array $of, string $channel, string $recipient, string $purpose, string $about, ?\DateTimeImmutable $not_before ): ?int {
		return $this->database->transaction(
			function () use ( $of, $channel, $recipient, $purpose, $about, $not_before ): ?int {
				$now = $this->clock->now();
				$due = null === $not_before || $not_before < $now ? $now : $not_before;
				$for = self::lifetime( $purpose );
				$id  = $this->deliveries->add_once(
					$of + [
						'public_id'       => Ids::random(),
						'purpose'         => $purpose,
						'channel'         => $channel,
						'recipient'       => $recipient,
						'unique_key'      => hash( 'sha256', "$about $purpose $channel " . strtolower( $recipient ) ),
						'state'           => DeliveryState::Queued->value,
						'next_attempt_at' => Time::to_database( $due ),
						'give_up_at'      => Time::to_database( $due->modify( "+$for seconds" ) ),
						'created_at'      => Time::to_database( $now ),
					]
				);
				if ( null !== $id && ! isset( $of['bundle_id'] ) ) {
					$this->enqueue( $id, $due );
				}
				return $id;
			}
		);
	}

	/** @return array<string, int|string> What the event log keeps of a delivery. */
	private function facts( Delivery $delivery ): array {
		$alert = null === $delivery->alert_id ? null : $this->alerts->by_id( $delivery->alert_id );
		return [
			'delivery' => $delivery->id,
			'attempts' => $delivery->attempts,
		] + ( null === $alert ? [] : [ 'kind' => $alert->kind->value ] );
	}

	/** Where scheduled work stood still for days, attempts have their whole time from the first one on. */
	private function end_of_attempts( Delivery $delivery, \DateTimeImmutable $now ): \DateTimeImmutable {
		return 1 === $delivery->attempts ? max( $delivery->give_up_at, $now->modify( '+' . self::lifetime( $delivery->purpose ) . ' seconds' ) ) : $delivery->give_up_at;
	}

	/** Seconds that attempts go on. */
	private static function lifetime( string $purpose ): int {
		return in_array( $purpose, [ Delivery::VERIFY, Delivery::RECEIVED ], true ) ? self::GIVE_UP_VISITOR_SECONDS : self::GIVE_UP_SECONDS;
	}

	/** The conversation under which staff see that an alert was sent; mails to visitors are no alerts. */
	private static function conversation_to_notify( Delivery $delivery ): ?int {
		return $delivery->is_to_visitor() ? null : $delivery->conversation_id;
	}

	/** The visitor hears about requests only: sent as soon as one recipient's mail was accepted, delayed after a failed attempt. */
	private function tell_visitor( Delivery $delivery, string $state ): void {
		$alert = null === $delivery->alert_id ? null : $this->alerts->by_id( $delivery->alert_id );
		if ( null !== $alert && Trigger::Support === $alert->kind && Delivery::ALERT === $delivery->purpose ) {
			$this->support->note_alert( $alert->conversation_id, $state );
		}
	}

	/** Erases the visitor's sealed IP address once no delivery of the alert needs it any more. */
	private function forget_address_when_done( Delivery $delivery ): void {
		$alert = null === $delivery->alert_id ? null : $this->alerts->by_id( $delivery->alert_id );
		if ( null === $alert || null === $alert->request_id ) {
			return;
		}
		foreach ( $this->deliveries->of_alert( $alert->id ) as $other ) {
			if ( ! $other->state->is_final() ) {
				return;
			}
		}
		$this->requests->forget_ip( $alert->request_id );
	}
}
