<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/** Reads the log of deliveries for staff, newest first, by keyset. */
final class DeliveryLog {

	/** Limit of the counts by state. */
	private const COUNT_CAP = 1000;

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
	) {}

	/**
	 * One page of the log.
	 *
	 * @param ?DeliveryState $state  Only these.
	 * @param string         $search Part of a recipient's address or of the mailer's words; empty for all. Mails to visitors are found
	 *                               only by those who may see their address and conversation.
	 * @param ?int           $before Only rows below this one.
	 *
	 * @return list<Delivery>
	 */
	public function page( ?DeliveryState $state, string $search, ?int $before, int $limit ): array {
		$like = '%' . $this->database->like( $search ) . '%';
		$rows = $this->database->rows(
			"SELECT * FROM %i WHERE id < %d AND ( %s = '' OR state = %s )"
				. " AND ( %s = '' OR ( recipient LIKE %s OR last_error LIKE %s ) AND ( purpose NOT IN ( %s, %s, %s ) OR 1 = %d AND "
				. $this->access->condition( 'conversation_id' ) . ' ) ) ORDER BY id DESC LIMIT %d',
			$this->database->table( 'deliveries' ),
			$before ?? PHP_INT_MAX,
			$state->value ?? '',
			$state->value ?? '',
			$search,
			$like,
			$like,
			...[ ...Delivery::TO_VISITORS, Capability::Sensitive->allowed() ? 1 : 0, $limit ]
		);
		return array_map( Delivery::from_row( ... ), $rows );
	}

	/**
	 * Public ids of conversations by row, of those the current user may see.
	 *
	 * @param list<Delivery> $deliveries
	 *
	 * @return array<int, string>
	 */
	public function conversations( array $deliveries ): array {
		$ids = array_values(
			array_unique( array_filter( array_map( static fn( Delivery $delivery ): ?int => $delivery->conversation_id, $deliveries ) ) )
		);
		if ( [] === $ids ) {
			return [];
		}
		$marks  = implode( ', ', array_fill( 0, count( $ids ), '%d' ) );
		$public = [];
		foreach ( $this->database->rows(
			'SELECT c.id, c.public_id FROM %i c WHERE c.id IN (' . $marks . ') AND ' . $this->access->condition(),
			$this->database->table( 'conversations' ),
			...$ids
		) as $row ) {
			$public[ (int) $row['id'] ] = (string) $row['public_id'];
		}
		return $public;
	}

	/**
	 * The newest delivery to the team since then that was given up, or waits after a failed attempt; null when there is none. Not of notices:
	 * a browser that fails is its user's matter.
	 */
	public function failing( \DateTimeImmutable $since ): ?Delivery {
		$row = $this->database->row(
			'SELECT * FROM %i WHERE created_at > %s AND purpose NOT IN ( %s, %s, %s, %s )'
				. ' AND ( state = %s OR ( state = %s AND attempts > 0 AND last_error IS NOT NULL ) ) ORDER BY id DESC LIMIT 1',
			$this->database->table( 'deliveries' ),
			Time::to_database( $since ),
			...[ ...Delivery::TO_VISITORS, Delivery::NOTICE, DeliveryState::Failed->value, DeliveryState::Queued->value ]
		);
		return null === $row ? null : Delivery::from_row( $row );
	}

	/**
	 * How many deliveries are in each state; at most COUNT_CAP each.
	 *
	 * @return array<string, int>
	 */
	public function counts(): array {
		$counts = [];
		foreach ( DeliveryState::cases() as $state ) {
			$counts[ $state->value ] = (int) $this->database->value(
				'SELECT COUNT(*) FROM ( SELECT id FROM %i WHERE state = %s LIMIT %d ) capped',
				$this->database->table( 'deliveries' ),
				$state->value,
				self::COUNT_CAP
			);
		}
		return $counts;
	}
}
