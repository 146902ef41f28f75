<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Grounding\GroundingFlag;
use Aaia\Chatbot\Search\Passage;

/** What went on while one answer was made, kept for its metrics. Filled while the answer comes. Times in milliseconds from the question's start. */
final class AnswerTrace {

	public ?int $first_ms = null;

	public ?int $total_ms = null;

	/** What the index was asked: the question, completed from the ones before it where it needs that. */
	public string $searched = '';

	/** In which language, two letters. */
	public string $language = '';

	/** The visitor has decided on a tool: what the answer used before that is counted already. */
	public bool $resumed = false;

	/** What the passages stand in, the same for all calls of one answer; null before the first. */
	public ?Fence $fence = null;

	/** What the model was sent first; null when none elsewhere was asked. */
	public ?SentPrompt $sent = null;

	/** A cap of cost was reached, so the built-in assistant answered. */
	public bool $capped = false;

	/** The assistant's own words, where sentences of ours were added under them. */
	public ?string $text = null;

	/** @var list<int> Numbers of the passages the answer names, from 1. */
	public array $cited = [];

	/** @var list<GroundingFlag> */
	public array $flags = [];

	/** The flags changed the answer: words were added to it, or other words took its place. */
	public ?GroundingAction $action = null;

	/**
	 * @param list<Passage> $found      Best first.
	 * @param int           $in_prompt  How many of them, from the first, the model was given.
	 * @param bool          $readable   The index could be read.
	 * @param float         $begun      hrtime() of the start, nanoseconds.
	 */
	public function __construct(
		public readonly array $found,
		public readonly int $in_prompt,
		public readonly bool $readable,
		private readonly float $begun,
		public readonly int $retrieve_ms,
	) {}

	/** Milliseconds since the start. */
	public static function elapsed_ms( float $begun ): int {
		return (int) round( ( hrtime( true ) - $begun ) / 1_000_000 );
	}

	/** The first word is there. */
	public function mark_first_text(): void {
		$this->first_ms ??= self::elapsed_ms( $this->begun );
	}

	/** The last word is there. */
	public function mark_end(): void {
		$this->total_ms = self::elapsed_ms( $this->begun );
	}

	/** @return list<Passage> What the model was given. */
	public function prompt_passages(): array {
		return array_slice( $this->found, 0, $this->in_prompt );
	}
}
