<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Cost\Spending;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\Parts;

/** State of an answer while it is generated. Each state includes all of the previous one. */
final class AnswerProgress {

	/**
	 * @param Generation   $generation   Streaming until the last state.
	 * @param bool         $refused      The assistant does not know the answer.
	 * @param bool         $offer_person The button "Talk to a person" is shown under it.
	 * @param string       $model        Model that answers; `builtin` for the built-in assistant.
	 * @param ?string      $approval     Id of the approval requested from the visitor; the answer pauses until it is given.
	 * @param ?AnswerTrace $trace        Trace for the metrics; null when another process generates the answer.
	 * @param ?Spending    $spending     Tokens used by its calls; null when another process generates the answer.
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

	/** Whether this is the last state. */
	public function is_last(): bool {
		return Generation::Streaming !== $this->generation || null !== $this->approval;
	}
}
