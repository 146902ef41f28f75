<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tools;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;

/** Tools that a model may call. */
final class ToolsModule {

	public const SETTINGS = [ ToolSettings::class ];

	public const BINDINGS = [ ToolRegistry::class => [ self::class, 'registry' ] ];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [
			[ 'wp_abilities_api_categories_init', AbilityBridge::class, 'add_category' ],
			[ 'wp_abilities_api_init', AbilityBridge::class, 'add_ability' ],
		];
	}

	/** Registers our tools; other plugins add theirs by the filter `aaia_chatbot_tools`. */
	public static function registry( Settings $settings, SendSupportEmail $send ): ToolRegistry {
		return new ToolRegistry( $settings, [ $send ] );
	}
}
