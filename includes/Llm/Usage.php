<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

/** Tokens the provider counted for one call. */
final class Usage implements StreamPart {

	public function __construct(
		public readonly int $input_tokens,
		public readonly int $output_tokens,
	) {}
}
