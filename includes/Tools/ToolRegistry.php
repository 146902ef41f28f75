<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tools;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\ToolDefinition;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\OtherPlugins;

/** All tools, and which of them a turn may use. */
final class ToolRegistry {

	/** @param list<Tool> $tools */
	public function __construct(
		private readonly Settings $settings,
		private readonly array $tools,
	) {}

	/**
	 * The tools offered to the model; none while tools are switched off.
	 *
	 * @return list<ToolDefinition>
	 */
	public function definitions( TurnContext $context ): array {
		$definitions = [];
		foreach ( $this->usable( $context ) as $tool ) {
			$definitions[] = new ToolDefinition( $tool->name(), $tool->description(), $tool->schema() );
		}
		return $definitions;
	}

	/** The tool of that name, if this turn may use it. */
	public function find( string $name, TurnContext $context ): ?Tool {
		foreach ( $this->usable( $context ) as $tool ) {
			if ( $tool->name() === $name ) {
				return $tool;
			}
		}
		return null;
	}

	/**
	 * Checks a model's input against the tool's schema.
	 *
	 * @param ?array<string, mixed> $input Null when it was not a JSON object.
	 *
	 * @return ?string An error message for the model; null when the input is valid.
	 */
	public function validation_error( Tool $tool, ?array $input ): ?string {
		if ( null === $input ) {
			return 'The arguments were not a JSON object.';
		}
		$valid = rest_validate_value_from_schema( $input, $tool->schema(), 'input' );
		return is_wp_error( $valid ) ? $valid->get_error_message() : null;
	}

	/** @return list<Tool> */
	private function usable( TurnContext $context ): array {
		if ( ! $this->settings->bool( 'tools_enabled' ) ) {
			return [];
		}
		/**
		 * The tools a model may call. Other plugins add objects that implement Tool.
		 *
		 * @param list<Tool> $tools
		 */
		$tools = OtherPlugins::ask( 'aaia_chatbot_tools', fn(): mixed => apply_filters( 'aaia_chatbot_tools', $this->tools ), $this->tools );
		return array_values( array_filter(
			is_array( $tools ) ? $tools : [],
			static fn( mixed $tool ): bool => $tool instanceof Tool
				&& OtherPlugins::ask( 'the tool ' . $tool::class, static fn(): bool => $tool->available( $context ), false ),
		) );
	}
}
