<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** Tokens the provider counted for one call. */
final class Usage implements StreamPart {

	/**
	 * @param int     $input_tokens  What was read.
	 * @param int     $output_tokens What was written.
	 * @param ?string $model         Who really answered, when it is not the model that Capabilities names: the built-in
	 *                               assistant in place of a provider that failed.
	 */
	public function __construct(
		public readonly int $input_tokens,
		public readonly int $output_tokens,
		public readonly ?string $model = null,
	) {}
}
