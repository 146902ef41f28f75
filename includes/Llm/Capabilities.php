<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** What a client supports. */
final class Capabilities {

	/**
	 * @param bool   $streaming Text arrives in parts while it is generated.
	 * @param bool   $tools     The model can call tools.
	 * @param string $model     Name of the model that answers, as shown to staff; `builtin` for the extractive client.
	 * @param bool   $remote    Text is sent to another server.
	 */
	public function __construct(
		public readonly bool $streaming,
		public readonly bool $tools,
		public readonly string $model,
		public readonly bool $remote,
	) {}
}
