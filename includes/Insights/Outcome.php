<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Insights;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\RatingService;

/** How a conversation ended. Each has exactly one; it changes when something new happens. */
enum Outcome: string {

	/** The visitor said that it helped. */
	case Confirmed = 'confirmed';

	/** Nobody said anything. Never counted as solved. */
	case Silent = 'silent';

	/** The visitor said that it did not help, asked the same again, or asked for a person who has not answered. */
	case Contradicted = 'contradicted';

	/** A person answered. */
	case Handled = 'handled';

	/** The lowest score that says "it helped"; what lies between it and a bad one says neither. */
	private const GOOD_SCORE = 4;

	/**
	 * @param int  $agent_messages Messages of agents that the visitor can read.
	 * @param bool $escalated      Whether a person was asked for.
	 * @param bool $asked_again    Whether the visitor asked an answered question again within 7 days.
	 * @param int  $up             Ratings in effect.
	 * @param ?int $score          The score in effect, 1 to 5.
	 */
	public static function of( int $agent_messages, bool $escalated, bool $asked_again, int $up, int $down, ?int $score ): self {
		return match ( true ) {
			$agent_messages > 0 => self::Handled,
			$down > 0 || null !== $score && $score <= RatingService::BAD_SCORE || $asked_again || $escalated => self::Contradicted,
			$up > 0 || null !== $score && $score >= self::GOOD_SCORE => self::Confirmed,
			default => self::Silent,
		};
	}
}
