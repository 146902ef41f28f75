<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Figures;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/** Log of offers, requests and refusals of a person, and of alerts to the team; from the event log, newest first. */
final class Activations {

	private const TYPES = [ EventType::SupportOffered, EventType::SupportDeclined, EventType::SupportRequested ];

	/** Part of the data of `conversation.updated` when the alert of a request was sent. */
	private const ALERT_SENT = '"alert":"sent"';

	/** Part of the data of `delivery.failed` when the alert was about a request for a person. */
	private const SUPPORT_ALERT = '"kind":"support"';

	/** Newest events that are searched. */
	private const WINDOW = 200_000;

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
	) {}

	/**
	 * One page of the log.
	 *
	 * @param ?int $before Only events below this one.
	 *
	 * @return list<array{event: int, type: string, origin: string, conversation: ?string, at: ?string}>
	 */
	public function page( ?int $before, int $limit ): array {
		$marks = implode( ', ', array_fill( 0, count( self::TYPES ), '%s' ) );
		$rows  = $this->database->rows(
			'SELECT e.id, e.type, e.data, e.created_at, c.public_id FROM %i e'
				. ' LEFT JOIN %i c ON c.id = e.conversation_id WHERE e.id < %d AND e.id > ( SELECT value FROM %i WHERE name = %s ) - %d'
				. ' AND e.conversation_id IS NOT NULL AND ' . $this->access->condition( 'e.conversation_id' ) . ' AND ( e.type IN (' . $marks . ')'
				. ' OR ( e.type = %s AND e.data LIKE %s ) OR ( e.type = %s AND e.data LIKE %s ) ) ORDER BY e.id DESC LIMIT %d',
			$this->database->table( 'events' ),
			$this->database->table( 'conversations' ),
			$before ?? PHP_INT_MAX,
			$this->database->table( 'counters' ),
			'events',
			self::WINDOW,
			...[
				...array_map( static fn( EventType $type ): string => $type->value, self::TYPES ),
				EventType::ConversationUpdated->value,
				'%' . self::ALERT_SENT . '%',
				EventType::DeliveryFailed->value,
				'%' . self::SUPPORT_ALERT . '%',
				$limit,
			]
		);
		return array_map(
			static function ( array $row ): array {
				$data = json_decode( (string) $row['data'], true );
				return [
					'event'        => (int) $row['id'],
					'type'         => EventType::ConversationUpdated->value === $row['type'] ? EventType::DeliverySent->value : (string) $row['type'],
					'origin'       => is_array( $data ) && is_string( $data['origin'] ?? null ) ? $data['origin'] : '',
					'conversation' => $row['public_id'],
					'at'           => Time::to_wire( Time::from_database( $row['created_at'] ) ),
				];
			},
			$rows
		);
	}
}
