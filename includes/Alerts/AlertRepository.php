<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/** SQL of the alerts table. */
final class AlertRepository {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	public function by_id( int $id ): ?Alert {
		return $this->one( $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'alerts' ), $id ) );
	}

	/** The alert of a delivery; null when it has none, or the alert was deleted. */
	public function for_delivery( Delivery $delivery ): ?Alert {
		$tells_of_one = null !== $delivery->cause_id && in_array( $delivery->purpose, AlertDeliveries::PURPOSES, true );
		return $tells_of_one ? $this->by_id( $delivery->cause_id ) : null;
	}

	public function by_public_id( string $public_id ): ?Alert {
		$alert = $this->one( $this->database->row( 'SELECT * FROM %i WHERE public_id = %s', $this->database->table( 'alerts' ), $public_id ) );
		return null !== $alert && $alert->public_id === $public_id ? $alert : null;
	}

	/** The alert of one event and rule. */
	public function by_event( int $event_id, int $rule_id ): ?Alert {
		return $this->one(
			$this->database->row( 'SELECT * FROM %i WHERE event_id = %d AND rule_id = %d', $this->database->table( 'alerts' ), $event_id, $rule_id )
		);
	}

	/**
	 * Adds the alert unless this event raised it before.
	 *
	 * @return array{Alert, bool} The alert, and whether it is new.
	 */
	public function add_once( NewAlert $new ): array {
		$data = [
			'public_id'       => Ids::random(),
			'event_id'        => $new->event_id,
			'rule_id'         => $new->rule_id,
			'kind'            => $new->kind->value,
			'reason'          => $new->reason,
			'conversation_id' => $new->conversation_id,
			'matched'         => mb_substr( $new->matched, 0, 200 ),
			'created_at'      => Time::to_database( $this->clock->now() ),
		];
		if ( null !== $new->message_id ) {
			$data['message_id'] = $new->message_id;
		}
		if ( null !== $new->request_id ) {
			$data['request_id'] = $new->request_id;
		}
		$is_new = null !== $this->database->insert_new( 'alerts', $data );
		$alert  = $this->by_event( $new->event_id, $new->rule_id );
		if ( null === $alert ) {
			throw new \LogicException( 'The alert that was just added is not there.' );
		}
		return [ $alert, $is_new ];
	}

	/** Whether a request's event raised its alert already, under whichever rule. */
	public function has_request( int $event_id ): bool {
		return null !== $this->database->value(
			'SELECT id FROM %i WHERE event_id = %d AND kind = %s LIMIT 1',
			$this->database->table( 'alerts' ),
			$event_id,
			Trigger::Support->value
		);
	}

	/** Whether another event raised an alert of this rule in this conversation since then. */
	public function alerted_since( int $rule_id, int $conversation_id, int $event_id, \DateTimeImmutable $since ): bool {
		return null !== $this->database->value(
			'SELECT id FROM %i WHERE conversation_id = %d AND rule_id = %d AND event_id <> %d AND created_at > %s LIMIT 1',
			$this->database->table( 'alerts' ),
			$conversation_id,
			$rule_id,
			$event_id,
			Time::to_database( $since )
		);
	}

	/** Stores how many escalation steps were done, and when the next one is due. */
	public function save_escalation( int $id, int $steps, ?\DateTimeImmutable $next ): void {
		$this->database->update(
			'alerts',
			[
				'escalation'  => $steps,
				'escalate_at' => null === $next ? null : Time::to_database( $next ),
			],
			[ 'id' => $id ]
		);
	}

	/** @return bool False when it was acknowledged before. */
	public function acknowledge( int $id, string $who ): bool {
		return 1 === $this->database->execute(
			'UPDATE %i SET acknowledged_at = %s, acknowledged_by = %s, escalate_at = NULL WHERE id = %d AND acknowledged_at IS NULL',
			$this->database->table( 'alerts' ),
			Time::to_database( $this->clock->now() ),
			mb_substr( $who, 0, 254 ),
			$id
		);
	}

	/** Acknowledges all alerts of a conversation. */
	public function acknowledge_conversation( int $conversation_id, string $who ): void {
		$this->database->execute(
			'UPDATE %i SET acknowledged_at = %s, acknowledged_by = %s, escalate_at = NULL WHERE conversation_id = %d AND acknowledged_at IS NULL',
			$this->database->table( 'alerts' ),
			Time::to_database( $this->clock->now() ),
			mb_substr( $who, 0, 254 ),
			$conversation_id
		);
	}

	/**
	 * Newest first, below a row.
	 *
	 * @param literal-string $visible Condition on conversation_id: which the reader may see (ConversationAccess).
	 *
	 * @return list<Alert>
	 */
	public function page( ?int $before, int $limit, string $visible ): array {
		return array_map( Alert::from_row( ... ), $this->database->rows(
			'SELECT * FROM %i WHERE id < %d AND ' . $visible . ' ORDER BY id DESC LIMIT %d',
			$this->database->table( 'alerts' ),
			$before ?? PHP_INT_MAX,
			$limit
		) );
	}

	/** @return list<Alert> Those of a conversation, oldest first. */
	public function for_conversation( int $conversation_id ): array {
		return array_map(
			Alert::from_row( ... ),
			$this->database->rows( 'SELECT * FROM %i WHERE conversation_id = %d ORDER BY id', $this->database->table( 'alerts' ), $conversation_id )
		);
	}

	/** Marks an alert as a false alarm, or takes that back. */
	public function mark_needless( int $id, bool $needless ): void {
		$this->database->update( 'alerts', [ 'needless' => $needless ? 1 : 0 ], [ 'id' => $id ] );
	}

	/** Deletes alerts raised before then. */
	public function forget_before( \DateTimeImmutable $time ): void {
		$this->database->execute( 'DELETE FROM %i WHERE created_at < %s', $this->database->table( 'alerts' ), Time::to_database( $time ) );
	}

	/** Deletes the alerts of a conversation. @return int Rows deleted. */
	public function delete_of( int $conversation_id ): int {
		return $this->database->delete( 'alerts', [ 'conversation_id' => $conversation_id ] );
	}

	/** @param ?array<string, ?string> $row */
	private function one( ?array $row ): ?Alert {
		return null === $row ? null : Alert::from_row( $row );
	}
}
