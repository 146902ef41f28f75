<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Cost\CostSettings;
use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;

/** Settings of the test bench. */
final class BenchSettings {

	public const SCHEDULE   = 'tests_schedule';
	public const ON_CHANGE  = 'tests_on_change';
	public const RECIPIENTS = 'tests_recipients';
	public const CAP        = 'tests_cap';

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				self::SCHEDULE,
				SettingType::Choice,
				'off',
				static fn(): string => __( 'How often all cases are run without anybody asking.', 'aaia-chatbot' ),
				choices: [ 'off', 'daily', 'weekly' ],
			),
			new SettingDefinition(
				self::ON_CHANGE,
				SettingType::Bool,
				true,
				static fn(): string => __(
					'After a change of content, settings or model, run the cases that it touches, some minutes later.',
					'aaia-chatbot',
				),
			),
			new SettingDefinition(
				self::RECIPIENTS,
				SettingType::Emails,
				[],
				static fn(): string => __(
					'Who gets a mail when such a run finds worse answers. Empty: the support address.',
					'aaia-chatbot',
				),
				max: 20,
			),
			new SettingDefinition(
				self::CAP,
				SettingType::Line,
				'',
				static fn(): string => __(
					'Maximum cost of an automatic run with a paid model. Empty: automatic runs use the built-in assistant, which costs nothing.',
					'aaia-chatbot',
				),
				max: 20,
				check: static fn( string|int|bool|array $value ): ?string =>
					'' === $value || is_string( $value ) && null !== CostSettings::amount( $value )
						? null
						: __( 'Enter an amount such as 5 or 2.50, or leave it empty.', 'aaia-chatbot' ),
			),
		];
	}
}
