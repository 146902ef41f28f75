<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** SQL of the table `agents`. Who never used the inbox has no row, chose nothing and is off. */
final class AgentRepository {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/**
	 * @param list<int> $user_ids
	 *
	 * @return array<int, array{state: AgentState, chosen: AgentState, capacity: ?int}> For each of the users: `state` with their activity.
	 */
	public function states( array $user_ids ): array {
		$rows = [] === $user_ids ? [] : $this->database->rows(
			'SELECT * FROM %i WHERE user_id IN (' . implode( ', ', array_fill( 0, count( $user_ids ), '%d' ) ) . ')',
			$this->database->table( 'agents' ),
			...$user_ids,
		);
		$states = array_fill_keys( $user_ids, [ 'state' => AgentState::Off, 'chosen' => AgentState::Here, 'capacity' => null ] );
		foreach ( $rows as $row ) {
			$chosen = AgentState::tryFrom( (string) $row['state'] ) ?? AgentState::Here;
			$states[ (int) $row['user_id'] ] = [
				'state'    => $chosen->with_activity( Time::from_database( $row['active_at'] ), $this->clock->now() ),
				'chosen'   => $chosen,
				'capacity' => null === $row['capacity'] ? null : (int) $row['capacity'],
			];
		}
		return $states;
	}

	/** Whether the agent did something in the inbox since then. */
	public function was_active( int $user_id, \DateTimeImmutable $since ): bool {
		return null !== $this->database->value(
			'SELECT user_id FROM %i WHERE user_id = %d AND active_at >= %s',
			$this->database->table( 'agents' ),
			$user_id,
			Time::to_database( $since ),
		);
	}

	/** Records that the agent does something now. */
	public function note_activity( int $user_id ): void {
		$this->save( $user_id, [ 'active_at' => Time::to_database( $this->clock->now() ) ] );
	}

	public function choose( int $user_id, AgentState $state ): void {
		$this->save( $user_id, [ 'state' => $state->value ] );
	}

	/** @param ?int $capacity Conversations at most; null for no limit. */
	public function limit( int $user_id, ?int $capacity ): void {
		$this->save( $user_id, [ 'capacity' => $capacity ] );
	}

	public function forget( int $user_id ): void {
		$this->database->delete( 'agents', [ 'user_id' => $user_id ] );
	}

	/** @param array<string, string|int|null> $changes */
	private function save( int $user_id, array $changes ): void {
		$this->database->insert_new( 'agents', [ 'user_id' => $user_id, 'state' => AgentState::Here->value ] );
		$this->database->update( 'agents', $changes, [ 'user_id' => $user_id ] );
	}
}
