<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tools;

defined( 'ABSPATH' ) || exit;

/** A tool that a model may call: closed input, fixed effects, and the visitor's approval where it is needed. */
interface Tool {

	/** `[a-z_]{1,64}`, unique. */
	public function name(): string;

	/** Tells the model when to use it. */
	public function description(): string;

	/** @return array<string, mixed> JSON Schema of the input; an object, closed. */
	public function schema(): array;

	/** Whether the visitor is asked before it runs. */
	public function approval(): Approval;

	/** Whether it may be offered in this turn. */
	public function available( TurnContext $context ): bool;

	/**
	 * What the visitor sees before approving: the input, with all kinds of data that will be sent.
	 *
	 * @return array<string, mixed>
	 */
	public function preview( ToolCall $call, TurnContext $context ): array;

	/** Runs the tool. Called once for each approved call; returns failures as a ToolResult. */
	public function run( ToolCall $call, TurnContext $context ): ToolResult;
}
