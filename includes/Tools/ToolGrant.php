<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tools;

defined( 'ABSPATH' ) || exit;

/**
 * The tool call that the turn runner has approved, while it runs.
 *
 * In memory only. Any other code that executes a bridged Ability finds no open call here, whatever permissions other plugins have granted.
 */
final class ToolGrant {

	private ?ToolCall $call = null;

	private ?TurnContext $context = null;

	private ?Tool $tool = null;

	private bool $used = false;

	private ?ToolResult $result = null;

	/**
	 * Runs the work while an approved call is open, and always closes it. During a nested call only the inner one is open.
	 *
	 * @template T
	 *
	 * @param callable(): T $work
	 *
	 * @return T
	 */
	public function during( Tool $tool, ToolCall $call, TurnContext $context, callable $work ): mixed {
		$before = [ $this->tool, $this->call, $this->context, $this->used, $this->result ];
		[ $this->tool, $this->call, $this->context, $this->used, $this->result ] = [ $tool, $call, $context, false, null ];
		try {
			return $work();
		} finally {
			[ $this->tool, $this->call, $this->context, $this->used, $this->result ] = $before;
		}
	}

	/**
	 * Whether exactly this call is open and has not run.
	 *
	 * @param mixed $input Input of the Ability.
	 */
	public function covers( string $tool, mixed $input ): bool {
		return null !== $this->call
			&& ! $this->used
			&& $this->tool?->name() === $tool
			&& $this->call->name === $tool
			&& $input === $this->call->input;
	}

	/** Runs the open call once; null when no such call is open. */
	public function run( string $tool, mixed $input ): ?ToolResult {
		if ( ! $this->covers( $tool, $input ) || null === $this->tool || null === $this->call || null === $this->context ) {
			return null;
		}
		$this->used   = true;
		$this->result = $this->tool->run( $this->call, $this->context );
		return $this->result;
	}

	/** Result of the open call; null when it has not run. */
	public function result(): ?ToolResult {
		return $this->result;
	}
}
