<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Settings;

defined( 'ABSPATH' ) || exit;

/** Definition of a setting: its key, type, default, and the sentence that says what it does. */
final class SettingDefinition {

	/**
	 * @param string                            $key      `[a-z_]{1,60}`, unique.
	 * @param string|int|bool|list<string>      $default
	 * @param \Closure(): string                $sentence What it does, translated when asked for.
	 * @param bool                              $front    Needed on every page: stored in the autoloaded option.
	 * @param list<string>                      $choices  For SettingType::Choice.
	 * @param int                               $min      For SettingType::Int.
	 * @param int                               $max      For SettingType::Int the greatest value, for texts the most characters, for lists
	 *                                                    the most entries.
	 * @param ?\Closure(string|int|bool|list<string>): ?string $check Checks a value of the right type: returns a translated
	 *                                            sentence that says what to type instead, or null.
	 * @param ?string                           $host_of  For SettingType::Secret: the Url setting whose host it is bound to; emptied when the
	 *                                                    host changes.
	 */
	public function __construct(
		public readonly string $key,
		public readonly SettingType $type,
		public readonly string|int|bool|array $default,
		public readonly \Closure $sentence,
		public readonly bool $front = false,
		public readonly array $choices = [],
		public readonly int $min = 0,
		public readonly int $max = 20_000,
		public readonly ?string $host_of = null,
		public readonly ?\Closure $check = null,
	) {}
}
