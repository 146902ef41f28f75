<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Cost;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;

/** Settings of prices and cost caps. */
final class CostSettings {

	/** Most models with a price, and most tokens of a cap. */
	private const MODELS = 50;

	private const TOKENS = 1_000_000_000_000;

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				'price_currency',
				SettingType::Line,
				'USD',
				static fn(): string => __(
					'Currency your provider bills in, such as USD or EUR. Earlier amounts in another currency stay as they are.',
					'aaia-chatbot',
				),
				max: 3,
				check: self::currency( ... ),
			),
			new SettingDefinition(
				'model_prices',
				SettingType::Lines,
				[],
				static fn(): string => __(
					'What your provider charges per million input and output tokens. A * at the end of a name matches any ending. Answers of a model without a price have an unknown cost; the built-in assistant costs nothing.',
					'aaia-chatbot',
				),
				max: self::MODELS,
				check: self::prices( ... ),
			),
			new SettingDefinition(
				'cost_cap_day',
				SettingType::Line,
				'',
				static fn(): string => __(
					'Maximum cost of answers per day. Beyond it, the built-in assistant answers until the next day. Empty: no cap.',
					'aaia-chatbot',
				),
				max: 20,
				check: self::cap( ... ),
			),
			new SettingDefinition(
				'cost_cap_month',
				SettingType::Line,
				'',
				static fn(): string => __(
					'Maximum cost of answers per calendar month. Beyond it, the built-in assistant answers until the next month. Empty: no cap.',
					'aaia-chatbot',
				),
				max: 20,
				check: self::cap( ... ),
			),
			new SettingDefinition(
				'token_cap_day',
				SettingType::Int,
				0,
				static fn(): string => __( 'Maximum input and output tokens per day. 0: no cap.', 'aaia-chatbot' ),
				max: self::TOKENS,
			),
			new SettingDefinition(
				'token_cap_month',
				SettingType::Int,
				0,
				static fn(): string => __( 'Maximum input and output tokens per calendar month. 0: no cap.', 'aaia-chatbot' ),
				max: self::TOKENS,
			),
			new SettingDefinition(
				'token_cap_visitor',
				SettingType::Int,
				0,
				static fn(): string => __( 'Maximum tokens per day for the questions of one visitor. 0: no cap.', 'aaia-chatbot' ),
				max: self::TOKENS,
			),
		];
	}

	/** Parses a typed amount into millionths: "5", "2.50", "2,50". Null for empty or invalid text. */
	public static function amount( string $typed ): ?int {
		if ( 1 !== preg_match( '/\A(\d{1,7})(?:[.,](\d{1,6}))?\z/', trim( $typed ), $found ) ) {
			return null;
		}
		return (int) $found[1] * 1_000_000 + (int) str_pad( $found[2] ?? '', 6, '0' );
	}

	/** @param string|int|bool|list<string> $value */
	private static function currency( string|int|bool|array $value ): ?string {
		return is_string( $value ) && 1 === preg_match( '/\A[A-Z]{3}\z/', $value )
			? null
			: __( 'Enter the three capital letters of a currency, such as USD or EUR.', 'aaia-chatbot' );
	}

	/** @param string|int|bool|list<string> $value */
	private static function cap( string|int|bool|array $value ): ?string {
		return '' === $value || is_string( $value ) && null !== self::amount( $value )
			? null
			: __( 'Enter an amount such as 5 or 2.50, or leave it empty.', 'aaia-chatbot' );
	}

	/** @param string|int|bool|list<string> $value */
	private static function prices( string|int|bool|array $value ): ?string {
		foreach ( is_array( $value ) ? $value : [] as $line ) {
			if ( null === Price::from_line( $line ) ) {
				return sprintf(
					/* translators: %s: what was typed. */
					__(
						'“%s” is not a price. Enter the name of the model and the price per million input and output tokens: my-model = 0.15 / 0.60',
						'aaia-chatbot',
					),
					$line,
				);
			}
		}
		return null;
	}
}
