<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\OpenAi;

use Aaia\Chatbot\Llm\LlmConfig;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\OpenAi\Endpoint;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class EndpointTest extends TestCase {

	/** @return iterable<array{string, string, string}> */
	public static function addresses(): iterable {
		yield [ 'https://api.openai.com', 'https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1/models' ];
		yield [ 'https://api.openai.com/', 'https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1/models' ];
		yield [ ' https://api.openai.com/v1/ ', 'https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1/models' ];
		yield [ 'https://api.mistral.ai/v1/chat/completions', 'https://api.mistral.ai/v1/chat/completions', 'https://api.mistral.ai/v1/models' ];
		yield [ 'api.mistral.ai', 'https://api.mistral.ai/v1/chat/completions', 'https://api.mistral.ai/v1/models' ];
		yield [ 'localhost:11434', 'http://localhost:11434/v1/chat/completions', 'http://localhost:11434/v1/models' ];
		yield [ '192.168.1.5:8000/v1', 'http://192.168.1.5:8000/v1/chat/completions', 'http://192.168.1.5:8000/v1/models' ];
		yield [
			'https://generativelanguage.googleapis.com/v1beta/openai/',
			'https://generativelanguage.googleapis.com/v1beta/openai/chat/completions',
			'https://generativelanguage.googleapis.com/v1beta/openai/models',
		];
		yield [ 'https://api.perplexity.ai', 'https://api.perplexity.ai/chat/completions', 'https://api.perplexity.ai/models' ];
		yield [
			'https://me.openai.azure.com',
			'https://me.openai.azure.com/openai/deployments/m%201/chat/completions?api-version=2024-10-21',
			'https://me.openai.azure.com/openai/models?api-version=2024-10-21',
		];
		yield [
			'https://me.openai.azure.com/openai/deployments/gpt/?api-version=2025-01-01-preview',
			'https://me.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=2025-01-01-preview',
			'https://me.openai.azure.com/openai/models?api-version=2025-01-01-preview',
		];
		yield [
			'https://me.openai.azure.com/openai/v1/',
			'https://me.openai.azure.com/openai/v1/chat/completions',
			'https://me.openai.azure.com/openai/v1/models',
		];
		yield [
			'https://proxy.example.com/llm//v1?tenant=a',
			'https://proxy.example.com/llm/v1/chat/completions?tenant=a',
			'https://proxy.example.com/llm/v1/models?tenant=a',
		];
	}

	#[DataProvider( 'addresses' )]
	public function test_typed_addresses_become_the_right_urls( string $typed, string $chat, string $models ): void {
		$endpoint = Endpoint::from_config( new LlmConfig( $typed, 'k', 'm 1' ) );

		self::assertSame( $chat, $endpoint->chat() );
		self::assertSame( $models, $endpoint->models() );
	}

	public function test_azure_gets_its_own_header_and_others_a_bearer(): void {
		$azure = Endpoint::from_config( new LlmConfig( 'https://me.openai.azure.com', "key\r\nX-Evil: 1", 'm' ) )->headers();
		$other = Endpoint::from_config( new LlmConfig( 'https://api.openai.com', 'key', 'm' ) )->headers();

		self::assertSame( 'keyX-Evil:1', $azure['api-key'] );
		self::assertArrayNotHasKey( 'Authorization', $azure );
		self::assertSame( 'Bearer key', $other['Authorization'] );
		self::assertArrayNotHasKey( 'Authorization', Endpoint::from_config( new LlmConfig( 'localhost:1', '', 'm' ) )->headers() );
	}

	/** @return iterable<array{string}> */
	public static function no_addresses(): iterable {
		yield [ '' ];
		yield [ 'https://' ];
		yield [ 'ftp://example.com' ];
		yield [ 'file:///etc/passwd' ];
		yield [ 'https://user:secret@example.com/v1' ];
		yield [ 'http:///v1' ];
	}

	#[DataProvider( 'no_addresses' )]
	public function test_invalid_addresses_are_refused( string $typed ): void {
		$this->expectException( LlmFailure::class );

		Endpoint::from_config( new LlmConfig( $typed, '', 'm' ) );
	}
}
