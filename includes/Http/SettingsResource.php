<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\Settings;

/** The settings as JSON: values with secrets masked, a sentence for each, and notes of the rooms. */
final class SettingsResource {

	/** @param list<SettingNotes> $notes */
	public function __construct(
		private readonly Settings $settings,
		private readonly array $notes,
	) {}

	public static function schema(): Schema {
		return Schema::closed(
			[
				'values'    => Schema::map_of( self::value() ),
				'sentences' => Schema::map_of( Schema::string() ),
				'notes'     => Schema::map_of( Schema::string() ),
			]
		)->named( 'SettingsAnswer' );
	}

	/** Schema of a value. Text comes first, so that text that looks like a number or boolean stays text. */
	public static function value(): Schema {
		return Schema::one_of( Schema::string(), Schema::int(), Schema::bool(), Schema::list_of( Schema::string(), 500 ) )
			->named( 'SettingValue' );
	}

	/** @return array{values: array<string, string|int|bool|list<string>>, sentences: array<string, string>, notes: object} */
	public function body(): array {
		$notes = [];
		foreach ( $this->notes as $room ) {
			$notes += $room->notes();
		}
		return [
			'values'    => $this->settings->masked_values(),
			'sentences' => array_map(
				static fn( SettingDefinition $definition ): string => ( $definition->sentence )(),
				$this->settings->definitions(),
			),
			'notes'     => (object) $notes,
		];
	}
}
