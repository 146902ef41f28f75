<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Digest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ReplyDeadlines;

/** The figures of one period that are compared with the baseline. */
final class DigestCounts {

	/**
	 * @param int                $conversations That began.
	 * @param int                $messages      Of visitors.
	 * @param int                $requests      For a person.
	 * @param int                $answers       Of the assistant, finished.
	 * @param int                $refused       Of these, "I do not know".
	 * @param int                $up            Answers rated helpful.
	 * @param int                $down          Answers rated not helpful.
	 * @param int                $missed        Reply deadlines missed; see ReplyDeadlines.
	 * @param int                $micro         Cost of models, millionths of the currency, as far as it is known.
	 * @param int                $unknown       Answers whose cost is not known.
	 * @param string             $currency      ISO 4217.
	 * @param array<string, int> $other         Cost in currencies used before, millionths by code.
	 */
	public function __construct(
		public readonly int $conversations,
		public readonly int $messages,
		public readonly int $requests,
		public readonly int $answers,
		public readonly int $refused,
		public readonly int $up,
		public readonly int $down,
		public readonly int $missed,
		public readonly int $micro,
		public readonly int $unknown,
		public readonly string $currency,
		public readonly array $other = [],
	) {}

	/** Percentage of questions that were answered; null without any. */
	public function share_answered(): ?float {
		return 0 === $this->answers ? null : 100 * ( $this->answers - $this->refused ) / $this->answers;
	}
}
