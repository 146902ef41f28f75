<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;

/** Settings of the log. */
final class OperationsSettings {

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				'log_level',
				SettingType::Choice,
				LogLevel::Info->value,
				static fn(): string => __( 'What the log keeps. Keys and passwords are never written to it.', 'aaia-chatbot' ),
				choices: array_column( LogLevel::cases(), 'value' ),
			),
			new SettingDefinition(
				'log_days',
				SettingType::Int,
				30,
				static fn(): string => __( 'Entries that did not come again for this many days are deleted.', 'aaia-chatbot' ),
				min: 1,
				max: 365,
			),
		];
	}
}
