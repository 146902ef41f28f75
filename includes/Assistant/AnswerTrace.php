<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Grounding\GroundingFlag;
use Aaia\Chatbot\Content\Sources\WrittenAnswer;
use Aaia\Chatbot\Search\Passage;

/** Trace of generating one answer, for its metrics. Filled while the answer is generated. Times in milliseconds from the start. */
final class AnswerTrace {

	public ?int $first_ms = null;

	public ?int $total_ms = null;

	/** The search query, see SearchQueryBuilder. */
	public string $searched = '';

	/** Language of the search, two letters. */
	public string $language = '';

	/** Whether the answer resumed after a decision on a tool call: tokens used before are already counted. */
	public bool $resumed = false;

	/** Delimiters of the passages, the same for all calls of one answer; null before the first. */
	public ?Fence $fence = null;

	/** The first prompt sent; null when only the built-in assistant answered. */
	public ?SentPrompt $sent = null;

	/** Whether a cost cap was reached, so that the built-in assistant answered. */
	public bool $capped = false;

	/** The model's text, without notes that the plugin added. */
	public ?string $text = null;

	/** @var list<int> Numbers of the cited passages, from 1. */
	public array $cited = [];

	/** @var list<GroundingFlag> */
	public array $flags = [];

	/** What the team wrote for nearly the same question: the first passage, and the answer. */
	public ?WrittenAnswer $team = null;

	/** How flags changed the answer; null when they did not. */
	public ?GroundingAction $action = null;

	/**
	 * @param list<Passage> $found     Best first.
	 * @param int           $in_prompt How many of them, from the first, are in the prompt.
	 * @param bool          $readable  Whether the index could be read.
	 * @param float         $begun     hrtime() of the start, nanoseconds.
	 */
	public function __construct(
		public readonly array $found,
		public readonly int $in_prompt,
		public readonly bool $readable,
		private readonly float $begun,
		public readonly int $retrieve_ms,
	) {}

	/** Milliseconds since a start time. */
	public static function elapsed_ms( float $begun ): int {
		return (int) round( ( hrtime( true ) - $begun ) / 1_000_000 );
	}

	/** Records the time of the first text. */
	public function mark_first_text(): void {
		$this->first_ms ??= self::elapsed_ms( $this->begun );
	}

	/** Records the time of the end. */
	public function mark_end(): void {
		$this->total_ms = self::elapsed_ms( $this->begun );
	}

	/** @return list<Passage> Passages in the prompt. */
	public function prompt_passages(): array {
		return array_slice( $this->found, 0, $this->in_prompt );
	}
}
