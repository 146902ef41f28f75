<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Llm\ToolCallRequested;
use Aaia\Chatbot\Llm\ToolExchange;
use Aaia\Chatbot\Llm\ToolOutcome;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tools\AbilityBridge;
use Aaia\Chatbot\Tools\Approval;
use Aaia\Chatbot\Tools\Tool;
use Aaia\Chatbot\Tools\ToolCall;
use Aaia\Chatbot\Tools\ToolRegistry;
use Aaia\Chatbot\Tools\ToolResult;
use Aaia\Chatbot\Tools\TurnContext;

/**
 * Executes a model's tool calls: validates the input, requests approval where required, runs the tool, returns the result to the model.
 */
final class ToolCallExecutor {

	/** Most calls of one step; the model gets an error for further ones. */
	private const CALLS = 4;

	public function __construct(
		private readonly ToolRegistry $tools,
		private readonly AbilityBridge $bridge,
	) {}

	/**
	 * Runs this step's calls. Ends early when the visitor's approval is required.
	 *
	 * @return \Generator<int, AnswerProgress>
	 */
	public function run_requested( AnswerDraft $draft, TurnContext $context ): \Generator {
		foreach ( $draft->calls() as $index => $requested ) {
			$tool  = $this->tools->find( $requested->name, $context );
			$error = $this->call_error( $tool, $requested, $index );
			if ( null === $tool || null !== $error ) {
				$this->refuse( $draft, $requested, $error ?? 'There is no such tool.' );
				yield $draft->progress();
				continue;
			}
			$call = new ToolCall( Ids::random(), $tool->name(), $requested->input ?? [] );
			if ( Approval::Ask === $tool->approval() && null === $context->conversation_id ) {
				$this->refuse( $draft, $requested, 'Nobody can be asked for approval here.' );
				continue;
			}
			if ( Approval::Ask === $tool->approval() ) {
				$approval = Ids::random();
				$this->show( $draft, $call, Parts::TOOL_ASKING, $tool->preview( $call, $context ), $approval );
				$draft->await_approval( $approval );
				yield $draft->progress();
				return;
			}
			$this->show( $draft, $call, Parts::TOOL_RUNNING, $tool->preview( $call, $context ), null );
			yield $draft->progress();
			$this->run( $draft, $tool, $call, $context );
			yield $draft->progress();
		}
	}

	/**
	 * Resumes after the visitor's decision: runs approved calls, and returns their results and the denials to the model.
	 *
	 * @return \Generator<int, AnswerProgress>
	 */
	public function resume_decided( AnswerDraft $draft, TurnContext $context ): \Generator {
		foreach ( $draft->parts()->tools() as $part ) {
			$call = new ToolCall(
				$part['call'],
				$part['name'],
				array_diff_key( $part['input'], [ 'kinds' => true ] ),
				Parts::TOOL_APPROVED === $part['state'],
			);
			if ( Parts::TOOL_DENIED === $part['state'] && null !== $part['approval'] ) {
				$draft->add_exchange( new ToolExchange(
					$call->id,
					$call->name,
					$call->input,
					ToolOutcome::Declined->encode( 'The visitor declined. Nothing was sent.' ),
				) );
				yield $draft->progress();
			}
			if ( Parts::TOOL_DONE === $part['state'] && null !== $part['approval'] ) {
				// Done before its worker died: not repeated, but the model needs the result.
				$draft->add_exchange( new ToolExchange(
					$call->id,
					$call->name,
					$call->input,
					ToolOutcome::Saved->encode( self::model_output( $part['output'] ?? [] ) ),
				) );
			}
			if ( Parts::TOOL_APPROVED !== $part['state'] ) {
				continue;
			}
			$tool  = $this->tools->find( $part['name'], $context );
			$error = null === $tool ? null : $this->tools->validation_error( $tool, $call->input );
			if ( null === $tool || null !== $error ) {
				$this->settle( $draft, $call, ToolResult::failed( $error ?? 'The tool is no longer available.' ) );
			} else {
				$this->run( $draft, $tool, $call, $context );
			}
			yield $draft->progress();
		}
	}

	private function call_error( ?Tool $tool, ToolCallRequested $requested, int $index ): ?string {
		if ( null === $tool ) {
			return sprintf( 'There is no tool named %s.', $requested->name );
		}
		return $index >= self::CALLS ? 'Too many calls at once.' : $this->tools->validation_error( $tool, $requested->input );
	}

	private function run( AnswerDraft $draft, Tool $tool, ToolCall $call, TurnContext $context ): void {
		try {
			$result = $this->bridge->run( $tool, $call, $context );
		} catch ( \Throwable $failure ) {
			do_action( 'aaia_chatbot_log', 'error', sprintf( 'Tool %s: %s', $tool->name(), $failure->getMessage() ) );
			$result = ToolResult::failed( 'The tool failed. Nothing was done.' );
		}
		$this->settle( $draft, $call, $result );
	}

	private function settle( AnswerDraft $draft, ToolCall $call, ToolResult $result ): void {
		$error = $result->output['error'] ?? null;
		$draft->set_parts(
			$draft->parts()->with_tool(
				$call->id,
				$result->ok
					? [
						'state'  => Parts::TOOL_DONE,
						'output' => $result->output,
					]
					: [
						'state' => Parts::TOOL_FAILED,
						'error' => is_string( $error ) ? $error : 'Failed.',
					]
			)
		);
		$draft->add_exchange( new ToolExchange(
			$call->id,
			$call->name,
			$call->input,
			( $result->ok ? ToolOutcome::Saved : ToolOutcome::Failed )->encode( self::model_output( $result->output ) ),
			$draft->step_text(),
		) );
	}

	/**
	 * Sanitizes a result for the model: output of other plugins' tools may contain untrusted text.
	 *
	 * @param array<string, mixed> $output
	 */
	private static function model_output( array $output ): string {
		return (string) wp_json_encode( PromptSanitizer::sanitize_values( $output ) );
	}

	/** Rejects a call: the model gets the reason, the visitor sees nothing. */
	private function refuse( AnswerDraft $draft, ToolCallRequested $requested, string $why ): void {
		$draft->add_exchange( new ToolExchange(
			$requested->call_id,
			$requested->name,
			$requested->input ?? [],
			ToolOutcome::Failed->encode( $why ),
			$draft->step_text(),
		) );
	}

	/** @param array<string, mixed> $input */
	private function show( AnswerDraft $draft, ToolCall $call, string $state, array $input, ?string $approval ): void {
		$draft->set_parts(
			$draft->parts()->with(
				[
					'type'     => 'tool',
					'call'     => $call->id,
					'name'     => $call->name,
					'input'    => $input,
					'state'    => $state,
					'approval' => $approval,
					'output'   => null,
					'error'    => null,
				]
			)
		);
	}
}
