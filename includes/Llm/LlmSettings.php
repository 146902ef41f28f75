<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;
use Aaia\Chatbot\Settings\SettingValidator;

/** Settings of the model that writes the answers. */
final class LlmSettings {

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				'provider',
				SettingType::Line,
				'builtin',
				static fn(): string => __(
					'Who writes the answers: the built-in assistant (no key, nothing leaves your site), an OpenAI-compatible server, or the AI connected in WordPress.',
					'aaia-chatbot',
				),
				max: 40,
			),
			new SettingDefinition(
				'base_url',
				SettingType::Url,
				'https://api.openai.com/v1',
				static fn(): string => __(
					'Address of the model server, such as https://api.openai.com/v1. Questions, the recent conversation and passages of your pages are sent there.',
					'aaia-chatbot',
				),
				max: 500,
			),
			new SettingDefinition(
				'api_key',
				SettingType::Secret,
				'',
				static fn(): string => __(
					'Key of the model server. Kept encrypted, never shown again, and sent to this address only; changing the address empties it.',
					'aaia-chatbot',
				),
				max: 500,
				host_of: 'base_url',
			),
			new SettingDefinition(
				'model',
				SettingType::Line,
				'',
				static fn(): string => __( 'Name of the model, as its provider writes it.', 'aaia-chatbot' ),
				max: 200,
			),
			new SettingDefinition(
				'allowed_local_hosts',
				SettingType::Lines,
				[],
				static fn(): string => __(
					'Model servers on your own machine or network that may be reached, one per line, such as 127.0.0.1:11434.',
					'aaia-chatbot',
				),
				max: 20,
				check: SettingValidator::one_a_line( ... ),
			),
		];
	}
}
