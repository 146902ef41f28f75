<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

/** A question and its answer, written by an owner. */
final class WrittenAnswer {

	/**
	 * @param string              $id         Public id.
	 * @param string              $question   One line.
	 * @param string              $answer     Plain text with its line breaks.
	 * @param string              $language   BCP 47 primary language such as `fr`; empty for all languages.
	 * @param \DateTimeImmutable  $updated_at UTC.
	 * @param AnswerTerms         $terms
	 * @param bool                $live       Whether it is in the index.
	 */
	public function __construct(
		public readonly string $id,
		public readonly string $question,
		public readonly string $answer,
		public readonly string $language,
		public readonly \DateTimeImmutable $updated_at,
		public readonly AnswerTerms $terms = new AnswerTerms(),
		public readonly bool $live = true,
	) {}
}
