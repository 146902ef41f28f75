<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** Tokens the provider counted for one call. */
final class Usage implements StreamPart {

	/**
	 * @param int     $input_tokens  Tokens of the prompt.
	 * @param int     $output_tokens Tokens of the answer.
	 * @param ?string $model         The model that answered, when it differs from the one in Capabilities: the built-in
	 *                               assistant after a provider failed.
	 */
	public function __construct(
		public readonly int $input_tokens,
		public readonly int $output_tokens,
		public readonly ?string $model = null,
	) {}
}
