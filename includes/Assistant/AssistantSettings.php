<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;

/** Settings of the assistant. */
final class AssistantSettings {

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				'system_instructions',
				SettingType::Text,
				'',
				static fn(): string => __(
					'How the assistant should behave. Empty: the default below, which also tells it when to ask for a person with the tool send_support_email.',
					'aaia-chatbot',
				),
				max: 8000,
			),
			new SettingDefinition(
				'grounding_action',
				SettingType::Choice,
				GroundingAction::Annotate->value,
				static fn(): string => __(
					'What happens when a model’s answer contains a number, price, date, address or phone number found neither in your pages nor in the conversation. “Replace” shows answers only when they are complete and checked, not word by word.',
					'aaia-chatbot',
				),
				choices: array_column( GroundingAction::cases(), 'value' ),
			),
			new SettingDefinition(
				'turns_at_once',
				SettingType::Int,
				2,
				static fn(): string => __(
					'How many answers may be written at the same time. Further questions wait a moment, so that the rest of the site stays fast.',
					'aaia-chatbot',
				),
				min: 1,
				max: 50,
			),
			new SettingDefinition(
				'followers_at_once',
				SettingType::Int,
				0,
				static fn(): string => __(
					'How many visitors who lost their connection may follow an answer live again. Each takes one of the server’s PHP workers; others see the answer a moment later. 0: half as many as simultaneous answers.',
					'aaia-chatbot',
				),
				max: 50,
			),
		];
	}
}
