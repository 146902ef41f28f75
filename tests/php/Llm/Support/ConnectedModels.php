<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Support;

use WordPress\AiClient\Providers\Contracts\ModelMetadataDirectoryInterface;
use WordPress\AiClient\Providers\Models\DTO\ModelMetadata;
use WordPress\AiClient\Providers\Models\DTO\SupportedOption;
use WordPress\AiClient\Providers\Models\Enums\CapabilityEnum;
use WordPress\AiClient\Providers\Models\Enums\OptionEnum;

/** The models of ConnectedProvider. */
final class ConnectedModels implements ModelMetadataDirectoryInterface {

	public function listModelMetadata(): array {
		return array_map( $this->getModelMetadata( ... ), [ 'first-model', 'second-model' ] );
	}

	public function hasModelMetadata( string $id ): bool {
		return in_array( $id, [ 'first-model', 'second-model' ], true );
	}

	public function getModelMetadata( string $id ): ModelMetadata {
		$options = [ OptionEnum::systemInstruction(), OptionEnum::maxTokens(), OptionEnum::inputModalities(), OptionEnum::outputModalities() ];
		if ( ConnectedProvider::$tools ) {
			$options[] = OptionEnum::functionDeclarations();
		}
		return new ModelMetadata(
			$id,
			$id,
			[ CapabilityEnum::textGeneration(), CapabilityEnum::chatHistory() ],
			array_map( static fn( OptionEnum $option ): SupportedOption => new SupportedOption( $option ), $options ),
		);
	}
}
