<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/**
 * Errors that visitors report on the sources of answers. A conversation with an unsettled report counts as badly rated.
 *
 * @phpstan-import-type SourcePart from Parts
 */
final class SourceReportService {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly SourceReportRepository $reports,
		private readonly RatingService $ratings,
	) {}

	/**
	 * Stores a report on a source of an answer. Reporting again changes the comment and adds no second report.
	 *
	 * @param SourcePart $source
	 * @param string     $comment At most 1,000 characters; longer ones are cut.
	 *
	 * @throws ConversationNotFound When the conversation is gone.
	 */
	public function report( Message $answer, array $source, string $comment ): void {
		$this->database->transaction(
			function () use ( $answer, $source, $comment ): void {
				$this->ratings->lock( $answer->conversation_id );
				$this->reports->save(
					$answer->id,
					$source['id'],
					[
						'conversation_id' => $answer->conversation_id,
						'document_id'     => $source['document'] ?? null,
						'url'             => Text::truncate( $source['url'], 2000 ),
						'title'           => Text::truncate( $source['title'], 300 ),
						'comment'         => '' === $comment ? null : Text::truncate( $comment, 1000 ),
						'created_at'      => Time::to_database( $this->clock->now() ),
					]
				);
				$this->changed( $answer->conversation_id, $answer->id, EventType::SourceReported, [ 'document' => $source['document'] ?? null ] );
			}
		);
	}

	/** Marks a report as dealt with by staff. */
	public function settle( SourceReport $report, int $user_id ): void {
		$this->database->transaction(
			function () use ( $report, $user_id ): void {
				$this->ratings->lock( $report->conversation_id );
				$this->reports->settle( $report->id, $user_id );
				$this->changed( $report->conversation_id, $report->message_id, EventType::SourceSettled, [ 'document' => $report->document_id ] );
			}
		);
	}

	/** @param array<string, int|null> $data */
	private function changed( int $conversation_id, int $message_id, EventType $type, array $data ): void {
		$this->ratings->update_worst_rating( $conversation_id );
		$this->events->append( $type, $conversation_id, $message_id, $data );
	}
}
