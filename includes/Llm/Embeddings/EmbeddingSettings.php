<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;

/** Settings of searching by meaning. */
final class EmbeddingSettings {

	public const SERVER       = 'embeddings_server';
	public const BASE_URL     = 'embeddings_base_url';
	public const KEY          = 'embeddings_api_key';
	public const MODEL        = 'embeddings_model';
	public const DIMENSIONS   = 'embeddings_dimensions';
	public const DAILY_TOKENS = 'embeddings_daily_tokens';

	/** Choices of SERVER. */
	public const OFF       = 'off';
	public const ASSISTANT = 'assistant';
	public const OWN       = 'own';

	/** Most dimensions of a vector. */
	public const MOST_DIMENSIONS = 4096;

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				self::SERVER,
				SettingType::Choice,
				self::OFF,
				static fn(): string => __(
					'Passages are also found by what they mean, not only by their words. Then every question a visitor asks, and once the text of every passage, are sent to the server chosen here. Nothing is sent while this is off.',
					'aaia-chatbot',
				),
				choices: [ self::OFF, self::ASSISTANT, self::OWN ],
			),
			new SettingDefinition(
				self::BASE_URL,
				SettingType::Url,
				'https://api.openai.com/v1',
				static fn(): string => __(
					'Address of the server for embeddings, such as https://api.openai.com/v1. Questions and the text of your passages are sent there.',
					'aaia-chatbot',
				),
				max: 500,
			),
			new SettingDefinition(
				self::KEY,
				SettingType::Secret,
				'',
				static fn(): string => __(
					'Key of this server. Kept encrypted, never shown again, and sent to this address only; changing the address empties it.',
					'aaia-chatbot',
				),
				max: 500,
				host_of: self::BASE_URL,
			),
			new SettingDefinition(
				self::MODEL,
				SettingType::Line,
				'text-embedding-3-small',
				static fn(): string => __(
					'Name of the embedding model, as its provider writes it. After a change, passages are embedded again; until that is complete, the vectors of the previous model are used.',
					'aaia-chatbot',
				),
				max: 190,
			),
			new SettingDefinition(
				self::DIMENSIONS,
				SettingType::Int,
				0,
				static fn(): string => __(
					'Numbers per vector. 0: the model’s own; fewer take up less space, and only some models allow it.',
					'aaia-chatbot',
				),
				max: self::MOST_DIMENSIONS,
			),
			new SettingDefinition(
				self::DAILY_TOKENS,
				SettingType::Int,
				5_000_000,
				static fn(): string => __(
					'Tokens that embedding passages may use a day. When they are used up, the rest waits for the next day. Questions are not counted; they are limited with the answers.',
					'aaia-chatbot',
				),
				min: 1000,
				max: 2_000_000_000,
			),
		];
	}
}
