<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Today;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Events\Subscriber;

/** Notes bad ratings for the page "Today", and takes off it what a verdict or a better rating settled. */
final class NoteTodayItems implements Subscriber {

	public const TYPES = [ EventType::MessageRated, EventType::ConversationRated, EventType::AnswerReviewed ];

	public function __construct( private readonly TodayRepository $today ) {}

	public function name(): string {
		return 'improve.today';
	}

	public function on( Event $event ): void {
		$of = $event->conversation_id;
		if ( null === $of ) {
			return;
		}
		$agent   = is_int( $event->data['agent'] ?? null ) ? $event->data['agent'] : null;
		$message = $event->message_id ?? 0;
		if ( EventType::AnswerReviewed === $event->type ) {
			if ( isset( $event->data['verdict'] ) ) {
				$this->today->settle( TodayKind::of_answers(), $of, $message, $agent );
			}
			return;
		}
		$value = $event->data['value'] ?? $event->data['score'] ?? null;
		$bad   = EventType::MessageRated === $event->type ? -1 === $value : is_int( $value ) && $value <= RatingService::BAD_SCORE;
		if ( $bad ) {
			$this->today->add( TodayKind::Rating, $of, $message, again: null === $agent );
		} else {
			$this->today->settle( [ TodayKind::Rating ], $of, $message, $agent );
		}
	}
}
