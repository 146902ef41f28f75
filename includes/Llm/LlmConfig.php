<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** Address, key and model of a remote model server, as the owner set them. */
final class LlmConfig {

	/**
	 * @param string       $base_url      As typed: with or without scheme, `/v1` and trailing slash.
	 * @param string       $key           Secret; empty for servers that need none.
	 * @param string       $model         Name of the model, or of the deployment on Azure.
	 * @param list<string> $allowed_hosts Local hosts the owner allows, see LocalHosts.
	 * @param ?float       $temperature   0 to 2; null for the provider's default.
	 */
	public function __construct(
		public readonly string $base_url,
		#[\SensitiveParameter] public readonly string $key,
		public readonly string $model,
		public readonly array $allowed_hosts = [],
		public readonly ?float $temperature = null,
	) {}
}
