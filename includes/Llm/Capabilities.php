<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** What a client can do, so that the turn does not ask for more. */
final class Capabilities {

	/**
	 * @param bool   $streaming Text arrives in pieces while it is written.
	 * @param bool   $tools     The model can call tools.
	 * @param string $model     Name of the model that answers, as shown to staff; `builtin` for the extractive client.
	 * @param bool   $remote    Words leave this server when the client is used.
	 */
	public function __construct(
		public readonly bool $streaming,
		public readonly bool $tools,
		public readonly string $model,
		public readonly bool $remote,
	) {}
}
