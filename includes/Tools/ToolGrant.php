<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tools;

defined( 'ABSPATH' ) || exit;

/**
 * Holds, for the moment it runs, the one tool call that the turn runner approved.
 *
 * Lives in memory only. Whoever else asks a bridged Ability to act finds no open call here, whatever permissions other plugins
 * may have handed out.
 */
final class ToolGrant {

	private ?ToolCall $call = null;

	private ?TurnContext $context = null;

	private ?Tool $tool = null;

	private bool $used = false;

	private ?ToolResult $result = null;

	/**
	 * Runs some work while one approved call is open; closed again whatever happens. Calls do not nest: an inner one stands alone.
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
	 * Whether exactly this call of this tool is open and has not run.
	 *
	 * @param mixed $input What the Ability was given.
	 */
	public function covers( string $tool, mixed $input ): bool {
		return null !== $this->call && ! $this->used && $this->tool?->name() === $tool && $this->call->name === $tool && $input === $this->call->input;
	}

	/** Runs the open call, once; null when none is open for this. */
	public function run( string $tool, mixed $input ): ?ToolResult {
		if ( ! $this->covers( $tool, $input ) || null === $this->tool || null === $this->call || null === $this->context ) {
			return null;
		}
		$this->used   = true;
		$this->result = $this->tool->run( $this->call, $this->context );
		return $this->result;
	}

	/** What the open call gave when it ran; null when it did not. */
	public function result(): ?ToolResult {
		return $this->result;
	}
}
