<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Support;

use WordPress\AiClient\Providers\ApiBasedImplementation\AbstractApiProvider;
use WordPress\AiClient\Providers\Contracts\ModelMetadataDirectoryInterface;
use WordPress\AiClient\Providers\Contracts\ProviderAvailabilityInterface;
use WordPress\AiClient\Providers\DTO\ProviderMetadata;
use WordPress\AiClient\Providers\Enums\ProviderTypeEnum;
use WordPress\AiClient\Providers\Models\Contracts\ModelInterface;
use WordPress\AiClient\Providers\Models\DTO\ModelMetadata;

/** A provider as a plugin registers one with WordPress's AI client; the test sets its server. */
final class ConnectedProvider extends AbstractApiProvider {

	/** Base address; empty when nothing is connected. Static, because WordPress reads it statically. */
	public static string $address = '';

	/** Whether its models support tools. */
	public static bool $tools = true;

	protected static function baseUrl(): string {
		return self::$address;
	}

	protected static function createModel( ModelMetadata $model, ProviderMetadata $provider ): ModelInterface {
		return new ConnectedModel( $model, $provider );
	}

	protected static function createProviderMetadata(): ProviderMetadata {
		return new ProviderMetadata( 'test-provider', 'Test provider', ProviderTypeEnum::server() );
	}

	protected static function createProviderAvailability(): ProviderAvailabilityInterface {
		return new class() implements ProviderAvailabilityInterface {

			public function isConfigured(): bool {
				return '' !== ConnectedProvider::$address;
			}
		};
	}

	protected static function createModelMetadataDirectory(): ModelMetadataDirectoryInterface {
		return new ConnectedModels();
	}
}
