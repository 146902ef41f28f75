<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tools;

defined( 'ABSPATH' ) || exit;

/**
 * Registers `send_support_email` with WordPress as the Ability `aaia-chatbot/send-support-email`, so that owners see what the assistant
 * can do. Only the assistant's turn can run it.
 *
 * Both callbacks check ToolGrant. Other plugins may set `wp_ability_permission_result` to true, but the execute callback still refuses.
 * The Ability is neither in REST nor public for MCP.
 */
final class AbilityBridge {

	public const ABILITY = 'aaia-chatbot/send-support-email';

	private const CATEGORY = 'aaia-chatbot';

	public function __construct(
		private readonly ToolGrant $grant,
		private readonly SendSupportEmail $tool,
	) {}

	/**
	 * Runs an approved call; through the Ability if the site has the Abilities API, so that plugins that audit Abilities see it.
	 *
	 * Other plugins may block the Ability or change its result; only the result of the tool itself counts.
	 */
	public function run( Tool $tool, ToolCall $call, TurnContext $context ): ToolResult {
		return $this->grant->during(
			$tool,
			$call,
			$context,
			function () use ( $tool, $call, $context ): ToolResult {
				$ability = $tool instanceof SendSupportEmail && function_exists( 'wp_get_ability' ) && wp_has_ability( self::ABILITY )
					? wp_get_ability( self::ABILITY )
					: null;
				if ( null === $ability ) {
					return $tool->run( $call, $context );
				}
				$ability->execute( $call->input );
				return $this->grant->result() ?? ToolResult::failed( 'The request could not be passed on.' );
			}
		);
	}

	/** Hook: `wp_abilities_api_categories_init`. */
	public function add_category(): void {
		wp_register_ability_category(
			self::CATEGORY,
			[
				'label'       => __( 'AAIA Chatbot', 'aaia-chatbot' ),
				'description' => __( 'What the chatbot’s assistant can do.', 'aaia-chatbot' ),
			]
		);
	}

	/** Hook: `wp_abilities_api_init`. */
	public function add_ability(): void {
		wp_register_ability(
			self::ABILITY,
			[
				'label'               => __( 'Send a support e-mail', 'aaia-chatbot' ),
				'description'         => __(
					'Passes a visitor’s request for a person to the support team. Only the chatbot’s assistant can run it, and only after the visitor agreed.',
					'aaia-chatbot',
				),
				'category'            => self::CATEGORY,
				'input_schema'        => $this->tool->schema(),
				'output_schema'       => [
					'type'                 => 'object',
					'properties'           => [ 'state' => [ 'type' => 'string' ] ],
					'additionalProperties' => false,
				],
				'permission_callback' => fn( mixed $input = null ): bool => $this->grant->covers( SendSupportEmail::NAME, $input ),
				'execute_callback'    => [ $this, 'execute' ],
				'meta'                => [
					'show_in_rest' => false,
					'mcp'          => [ 'public' => false ],
					'annotations'  => [
						'readonly'    => false,
						'destructive' => false,
						'idempotent'  => false,
					],
				],
			]
		);
	}

	/**
	 * Callback of the Ability: runs the call that the turn runner has approved, or refuses.
	 *
	 * @return array<string, mixed>|\WP_Error
	 */
	public function execute( mixed $input = null ): array|\WP_Error {
		$result = $this->grant->run( SendSupportEmail::NAME, $input );
		if ( null === $result ) {
			return new \WP_Error(
				'aaia_not_granted',
				__( 'Only the chatbot’s assistant can do this, and only after the visitor agreed.', 'aaia-chatbot' ),
				[ 'status' => 403 ],
			);
		}
		return $result->ok ? $result->output : new \WP_Error( 'aaia_tool_failed', (string) wp_json_encode( $result->output ) );
	}
}
