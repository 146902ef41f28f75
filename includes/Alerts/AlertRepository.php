<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

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

	public function by_public_id( string $public_id ): ?Alert {
		$alert = $this->one( $this->database->row( 'SELECT * FROM %i WHERE public_id = %s', $this->database->table( 'alerts' ), $public_id ) );
		return null !== $alert && $alert->public_id === $public_id ? $alert : null;
	}

	/** The alert of one event and rule. */
	public function of_event( int $event_id, int $rule_id ): ?Alert {
		return $this->one( $this->database->row( 'SELECT * FROM %i WHERE event_id = %d AND rule_id = %d', $this->database->table( 'alerts' ), $event_id, $rule_id ) );
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
		$alert  = $this->of_event( $new->event_id, $new->rule_id );
		if ( null === $alert ) {
			throw new \LogicException( 'The alert that was just added is not there.' );
		}
		return [ $alert, $is_new ];
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
