<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/**
 * Client of a language model.
 *
 * An answer is a finite sequence of parts: text deltas, complete tool calls, usage, and one Finished at the end.
 */
interface LlmClient {

	/** The setting value that chooses this client: `builtin`, `openai`, `wordpress` or another plugin's own. */
	public function id(): string;

	/**
	 * Sends a request and yields the answer as it arrives.
	 *
	 * @return iterable<StreamPart>
	 *
	 * @throws LlmFailure When the answer fails; parts yielded before remain valid.
	 */
	public function stream( ChatRequest $request, Cancellation $cancel ): iterable;

	/** What this client supports with its configured model. */
	public function capabilities(): Capabilities;
}
