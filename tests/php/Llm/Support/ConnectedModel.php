<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Support;

use WordPress\AiClient\Providers\Http\Contracts\RequestAuthenticationInterface;
use WordPress\AiClient\Providers\Http\DTO\ApiKeyRequestAuthentication;
use WordPress\AiClient\Providers\Http\DTO\Request;
use WordPress\AiClient\Providers\Http\Enums\HttpMethodEnum;
use WordPress\AiClient\Providers\OpenAiCompatibleImplementation\AbstractOpenAiCompatibleTextGenerationModel;

/** A model of ConnectedProvider, on WordPress's own code for OpenAI-compatible servers. */
final class ConnectedModel extends AbstractOpenAiCompatibleTextGenerationModel {

	public function getRequestAuthentication(): RequestAuthenticationInterface {
		return new ApiKeyRequestAuthentication( 'sk-connected-1234567890' );
	}

	protected function createRequest( HttpMethodEnum $method, string $path, array $headers = [], $data = null ): Request {
		return new Request( $method, ConnectedProvider::$address . '/' . $path, $headers, $data, $this->getRequestOptions() );
	}
}
