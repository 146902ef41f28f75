<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/** SQL of the table `visits`. Lists read it with the names of visitors, in InboxRepository. */
final class VisitRepository {

	public function __construct( private readonly Database $database ) {}

	public function of( int $conversation_id ): ?Visit {
		$row = $this->database->row( 'SELECT * FROM %i WHERE conversation_id = %d', $this->database->table( 'visits' ), $conversation_id );
		return null === $row ? null : Visit::from_row( $row );
	}

	/** Replaces what was stored of the conversation. */
	public function put( int $conversation_id, Visit $visit ): void {
		$values = [
			$visit->url,
			$visit->title,
			$visit->browser,
			$visit->device,
			$visit->language,
			Time::to_database( $visit->seen_at ),
		];
		$this->database->execute(
			'INSERT INTO %i (conversation_id, page_url, page_title, browser, device, language, seen_at) VALUES (%d, %s, %s, %s, %s, %s, %s)'
				. ' ON DUPLICATE KEY UPDATE page_url = %s, page_title = %s, browser = %s, device = %s, language = %s, seen_at = %s',
			$this->database->table( 'visits' ),
			$conversation_id,
			...$values,
			...$values,
		);
	}
}
