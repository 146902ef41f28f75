<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Cost\Spending;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\Parts;

/** An answer as far as it is known: each one holds all of the one before it. */
final class AnswerProgress {

	/**
	 * @param Generation $generation   Streaming until the last one.
	 * @param bool       $refused      The assistant says that it does not know.
	 * @param bool       $offer_person The button "Talk to a person" belongs under it.
	 * @param string     $model        Who answers; `builtin` for the built-in assistant.
	 * @param ?string    $approval     The visitor is asked: id of the approval; the answer ends here until it is given.
	 * @param ?AnswerTrace     $trace        How it came about; null when somebody else writes it.
	 * @param ?Spending  $spending     What its calls used; null when somebody else writes it.
	 */
	public function __construct(
		public readonly Parts $parts,
		public readonly Generation $generation = Generation::Streaming,
		public readonly bool $refused = false,
		public readonly bool $offer_person = false,
		public readonly ?string $approval = null,
		public readonly int $input_tokens = 0,
		public readonly int $output_tokens = 0,
		public readonly string $model = '',
		public readonly ?AnswerTrace $trace = null,
		public readonly ?Spending $spending = null,
	) {}

	/** Whether nothing comes after it. */
	public function is_last(): bool {
		return Generation::Streaming !== $this->generation || null !== $this->approval;
	}
}
