<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/**
 * A way to reach a model.
 *
 * An answer is a finite sequence of parts: text in pieces, complete tool calls, usage, and one Finished at the end.
 */
interface LlmClient {

	/** The setting value that chooses this client: `builtin`, `openai`, `wordpress` or another plugin's own. */
	public function id(): string;

	/**
	 * Asks, and yields the answer as it comes.
	 *
	 * @return iterable<StreamPart>
	 *
	 * @throws LlmFailure When no (further) answer can be had; parts yielded before it stand.
	 */
	public function stream( ChatRequest $request, Cancellation $cancel ): iterable;

	/** What this client can do with the model it is set to. */
	public function capabilities(): Capabilities;
}
