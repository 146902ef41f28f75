<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tools;

defined( 'ABSPATH' ) || exit;

/** Something a model may ask for. Decides nothing alone: closed input, fixed effects, the visitor's word where it matters. */
interface Tool {

	/** `[a-z_]{1,64}`, unique. */
	public function name(): string;

	/** When to use it, in words for the model. */
	public function description(): string;

	/** @return array<string, mixed> JSON Schema of the input; an object, closed. */
	public function schema(): array;

	/** Whether the visitor is asked before it runs. */
	public function approval(): Approval;

	/** Whether it may be offered in this turn at all. */
	public function available( TurnContext $context ): bool;

	/**
	 * What the visitor is shown before agreeing: the input, completed with every kind of data that will be passed on.
	 *
	 * @return array<string, mixed>
	 */
	public function preview( ToolCall $call, TurnContext $context ): array;

	/** Does it. Called once for each approved call; failures come back as a ToolResult. */
	public function run( ToolCall $call, TurnContext $context ): ToolResult;
}
