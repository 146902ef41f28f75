<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;

/** Settings of requests for a person, and of conversations in which nobody asks for one. */
final class ConversationSettings {

	/** Lines of office hours, and of holidays, at most. */
	public const HOURS = 60;

	public const HOLIDAYS = 100;

	/** Longest silence before a conversation is resolved, in hours: a year. */
	private const LONGEST_SILENCE = 8760;

	/** Longest time before a resolved conversation is archived, in days: ten years. */
	private const LONGEST_KEPT = 3650;

	/** Longest time to answer within, in hours: ten days. */
	private const LONGEST_ANSWER = 240;

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				ResolveSilentConversations::SETTING,
				SettingType::Int,
				24,
				static fn(): string => __(
					'Conversations that the assistant handled alone are resolved after this many hours without a message. 0: never.',
					'aaia-chatbot',
				),
				max: self::LONGEST_SILENCE
			),
			new SettingDefinition(
				ArchiveResolvedConversations::SETTING,
				SettingType::Int,
				0,
				static fn(): string => __(
					'Resolved conversations in which nothing happened for this many days are archived: out of the lists, still found by a search. 0: never.',
					'aaia-chatbot',
				),
				max: self::LONGEST_KEPT
			),
			new SettingDefinition(
				'office_hours',
				SettingType::Lines,
				[],
				static fn(): string => __(
					'Visitors who ask for a person are told when your team is back. Without hours, it counts as always available.',
					'aaia-chatbot',
				),
				max: self::HOURS,
				check: self::hours( ... )
			),
			new SettingDefinition(
				'answer_within_hours',
				SettingType::Int,
				24,
				static fn(): string => __(
					'Visitors who ask for a person while you are away are told by when they have your answer. Counted from your next opening; the inbox shows whether you kept it. 0: promise nothing.',
					'aaia-chatbot',
				),
				max: self::LONGEST_ANSWER
			),
			new SettingDefinition(
				HandBackSilentConversations::SETTING,
				SettingType::Int,
				24,
				static fn(): string => __(
					'Conversations that a person answers go back to the assistant after this many hours without a message, unless the visitor waits for a reply. 0: never.',
					'aaia-chatbot',
				),
				max: self::LONGEST_SILENCE
			),
			new SettingDefinition(
				'office_holidays',
				SettingType::Lines,
				[],
				static fn(): string => __(
					'Days on which your team is away whatever the hours. Hours that began the evening before go on until they end.',
					'aaia-chatbot',
				),
				max: self::HOLIDAYS,
				check: self::holidays( ... )
			),
		];
	}

	/**
	 * What is wrong with lines of office hours, or null.
	 *
	 * @param string|int|bool|list<string> $value
	 */
	public static function hours( string|int|bool|array $value ): ?string {
		foreach ( is_array( $value ) ? $value : [] as $line ) {
			if ( null === OpeningRange::from_line( $line ) ) {
				return sprintf(
					/* translators: %s: what was typed. */
					__(
						'The hours “%s” are not valid. Each entry is a day or days (1 is Monday) and two different times, such as “1-5 09:00-17:30”.',
						'aaia-chatbot',
					),
					$line,
				);
			}
		}
		return null;
	}

	/**
	 * What is wrong with lines of holidays, or null.
	 *
	 * @param string|int|bool|list<string> $value
	 */
	public static function holidays( string|int|bool|array $value ): ?string {
		foreach ( is_array( $value ) ? $value : [] as $line ) {
			if ( null === Holiday::from_line( $line ) ) {
				return sprintf(
					/* translators: %s: what was typed. */
					__(
						'“%s” is not a date that exists, or ends before it begins. Each entry is a day such as 2026-12-25, two days such as 2026-12-24/2027-01-02, or without years for every year.',
						'aaia-chatbot',
					),
					$line,
				);
			}
		}
		return null;
	}
}
