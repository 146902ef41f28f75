<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Support;

use Aaia\Chatbot\Llm\LlmConfig;
use Aaia\Chatbot\Llm\LlmConfigSource;

/** A configuration set by the test. */
final class FixedConfig implements LlmConfigSource {

	public function __construct( private readonly LlmConfig $config ) {}

	/** A server on this machine that the owner allowed. */
	public static function at(
		string $base_url,
		string $model = 'm1',
		string $key = 'sk-secret-1234567890abcdef',
		?float $temperature = null,
	): self {
		return new self( new LlmConfig( $base_url, $key, $model, [ '127.0.0.1' ], $temperature ) );
	}

	public function current(): LlmConfig {
		return $this->config;
	}
}
