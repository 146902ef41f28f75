<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Conditions\RatingTarget;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\SourceReport;
use Aaia\Chatbot\Conversations\SourceReportRepository;

/** Reads a bad rating or a report with its comment, as it is when the mail is written. */
final class RatingDetails {

	/** Reports of one answer in a mail. */
	private const REPORTS = 5;

	public function __construct(
		private readonly RatingService $ratings,
		private readonly SourceReportRepository $reports,
	) {}

	/** What was rated. Older alerts do not store it: it is then the message, or the conversation without one. */
	public function target( Alert $alert ): RatingTarget {
		return RatingTarget::tryFrom( $alert->matched ) ?? ( null === $alert->message_id ? RatingTarget::Conversation : RatingTarget::Answer );
	}

	/**
	 * Text of the rating, the visitor's comment, and the reported sources (title and URL).
	 *
	 * @param ?Message $message The message that was rated, with its rating.
	 *
	 * @return array{rating: string, comment: string, sources: list<string>}
	 */
	public function for_alert( Alert $alert, ?Message $message ): array {
		return match ( $this->target( $alert ) ) {
			RatingTarget::Answer       => [
				'rating'  => 'down' === $message?->rating ? __( 'not helpful', 'aaia-chatbot' ) : __( 'taken back since', 'aaia-chatbot' ),
				'comment' => $message->rating_comment ?? '',
				'sources' => [],
			],
			RatingTarget::Conversation => $this->score( $alert->conversation_id ),
			RatingTarget::Source       => $this->reported( $message ),
		};
	}

	/** @return array{rating: string, comment: string, sources: list<string>} */
	private function score( int $conversation_id ): array {
		$score = $this->ratings->score_of( $conversation_id );
		return [
			/* translators: %d: 1 to 5. */
			'rating'  => null === $score ? __( 'taken back since', 'aaia-chatbot' ) : sprintf( __( '%d of 5', 'aaia-chatbot' ), $score ),
			'comment' => $this->ratings->comment_of( $conversation_id ),
			'sources' => [],
		];
	}

	/** @return array{rating: string, comment: string, sources: list<string>} */
	private function reported( ?Message $message ): array {
		$all     = null === $message ? [] : $this->reports->by_messages( [ $message->id ] );
		$open    = array_filter( $all, static fn( SourceReport $report ): bool => ! $report->settled );
		$reports = array_slice( [] === $open ? $all : $open, 0, self::REPORTS );
		return [
			'rating'  => __( 'error reported', 'aaia-chatbot' ),
			'comment' => implode( "\n", array_filter( array_map( static fn( SourceReport $report ): string => $report->comment, $reports ) ) ),
			'sources' => array_map( static fn( SourceReport $report ): string => self::source( $report ), array_values( $reports ) ),
		];
	}

	/** Title and URL, without the text fragment (`#:~:`). */
	private static function source( SourceReport $report ): string {
		$parts = array_filter( [ $report->title, explode( '#:~:', $report->url )[0] ], static fn( string $part ): bool => '' !== $part );
		return implode( ' – ', $parts );
	}
}
