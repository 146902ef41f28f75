<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\AnswerProgress;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\Parts;

/**
 * Converts the progress of an answer to chunks of the UI message stream protocol (version 1, AI SDK 6).
 *
 * Each call returns what is new since the previous one, so live answers and replays give the same chunks.
 *
 * @phpstan-import-type ToolPart from Parts
 */
final class UiStream {

	private Parts $shown;

	/** Id of the open text part. */
	private ?string $open_text = null;

	private bool $step_open = false;

	/** @var array<string, string> State last sent of each tool call. */
	private array $tools = [];

	/**
	 * @param Parts $known Parts that the client already has; they are not sent again.
	 */
	public function __construct( Parts $known = new Parts() ) {
		$this->shown = $known;
	}

	/**
	 * The first chunk.
	 *
	 * @param string $message_id Public id of the answer.
	 *
	 * @return array<string, mixed>
	 */
	public static function start( string $message_id, string $conversation_id, string $question_id ): array {
		return [
			'type'            => 'start',
			'messageId'       => $message_id,
			'messageMetadata' => [
				'conversation' => $conversation_id,
				'question'     => $question_id,
				'message'      => $message_id,
			],
		];
	}

	/**
	 * Chunks for what is new.
	 *
	 * @return list<array<string, mixed>>
	 */
	public function show( Parts $now ): array {
		$chunks = [];
		$before = $this->shown->parts;
		foreach ( $now->parts as $index => $part ) {
			$known = $before[ $index ] ?? null;
			if ( 'tool' === $part['type'] ) {
				array_push( $chunks, ...$this->tool( $part, null !== $known && ! isset( $this->tools[ $part['call'] ] ) ) );
				continue;
			}
			if ( 'text' === $part['type'] ) {
				array_push( $chunks, ...$this->text( $part['text'], null !== $known && 'text' === $known['type'] ? $known['text'] : '', $index ) );
				continue;
			}
			// Only people attach files, and what they write is not streamed.
			if ( null !== $known || 'attachment' === $part['type'] ) {
				continue;
			}
			array_push( $chunks, ...$this->close_text() );
			if ( 'step' === $part['type'] ) {
				array_push( $chunks, ...$this->next_step() );
				continue;
			}
			array_push( $chunks, ...$this->open_step() );
			$chunks[] = [
				'type'     => 'source-url',
				'sourceId' => $part['id'],
				'url'      => $part['url'],
				'title'    => $part['title'],
			] + UiMessages::source_details( $part );
		}
		$this->shown = $now;
		return $chunks;
	}

	/**
	 * The last chunks.
	 *
	 * @return list<array<string, mixed>>
	 */
	public function finish( AnswerProgress $last ): array {
		$chunks   = $this->close_text();
		$chunks[] = [
			'type'            => 'finish',
			'finishReason'    => Generation::Complete === $last->generation || null !== $last->approval
				? ( null === $last->approval ? 'stop' : 'tool-calls' )
				: 'other',
			'messageMetadata' => [
				'refused'      => $last->refused,
				'offer_person' => $last->offer_person,
				'generation'   => Generation::Streaming === $last->generation ? Generation::Complete->value : $last->generation->value,
				'sources'      => count( $last->parts->sources() ),
			],
		];
		if ( $this->step_open ) {
			array_splice( $chunks, -1, 0, [ [ 'type' => 'finish-step' ] ] );
		}
		return $chunks;
	}

	/**
	 * The last chunks for a follower that is evicted while the answer is still being written.
	 *
	 * @return list<array<string, mixed>>
	 */
	public function leave(): array {
		return [
			...$this->close_text(),
			...( $this->step_open ? [ [ 'type' => 'finish-step' ] ] : [] ),
			[
				'type'            => 'finish',
				'finishReason'    => 'other',
				'messageMetadata' => [ 'generation' => Generation::Streaming->value ],
			],
		];
	}

	/** @return list<array<string, mixed>> */
	private function text( string $text, string $known, int $index ): array {
		$delta = substr( $text, strlen( $known ) );
		if ( '' === $delta ) {
			return [];
		}
		$id     = 'text-' . $index;
		$chunks = $this->open_step();
		if ( $id !== $this->open_text ) {
			array_push( $chunks, ...$this->close_text() );
			$this->open_text = $id;
			$chunks[]        = [
				'type' => 'text-start',
				'id'   => $id,
			];
		}
		$chunks[] = [
			'type'  => 'text-delta',
			'id'    => $id,
			'delta' => $delta,
		];
		return $chunks;
	}

	/**
	 * @param ToolPart $part
	 * @param bool     $resumed The client has the call from before the decision: it is sent again without a new step.
	 *
	 * @return list<array<string, mixed>>
	 */
	private function tool( array $part, bool $resumed ): array {
		$state = $part['state'];
		if ( ( $this->tools[ $part['call'] ] ?? null ) === $state ) {
			return [];
		}
		$chunks = $this->close_text();
		if ( ! isset( $this->tools[ $part['call'] ] ) ) {
			array_push( $chunks, ...( $resumed ? [] : $this->open_step() ) );
			$chunks[] = [
				'type'       => 'tool-input-available',
				'toolCallId' => $part['call'],
				'toolName'   => $part['name'],
				'input'      => (object) $part['input'],
			];
			if ( null !== $part['approval'] && ! $resumed ) {
				$chunks[] = [
					'type'       => 'tool-approval-request',
					'approvalId' => $part['approval'],
					'toolCallId' => $part['call'],
				];
			}
		}
		$this->tools[ $part['call'] ] = $state;
		$outcome                      = $this->outcome( $part );
		return null === $outcome ? $chunks : [ ...$chunks, $outcome ];
	}

	/**
	 * @param ToolPart $part
	 *
	 * @return ?array<string, mixed>
	 */
	private function outcome( array $part ): ?array {
		return match ( $part['state'] ) {
			Parts::TOOL_DONE => [
				'type'       => 'tool-output-available',
				'toolCallId' => $part['call'],
				'output'     => (object) ( $part['output'] ?? [] ),
			],
			Parts::TOOL_FAILED => [
				'type'       => 'tool-output-error',
				'toolCallId' => $part['call'],
				'errorText'  => $part['error'] ?? 'Failed.',
			],
			Parts::TOOL_DENIED => [
				'type'       => 'tool-output-denied',
				'toolCallId' => $part['call'],
			],
			default => null,
		};
	}

	/** @return list<array<string, mixed>> */
	private function open_step(): array {
		if ( $this->step_open ) {
			return [];
		}
		$this->step_open = true;
		return [ [ 'type' => 'start-step' ] ];
	}

	/** @return list<array<string, mixed>> */
	private function next_step(): array {
		$chunks          = $this->step_open ? [ [ 'type' => 'finish-step' ] ] : [];
		$this->step_open = true;
		return [ ...$chunks, [ 'type' => 'start-step' ] ];
	}

	/** @return list<array<string, mixed>> */
	private function close_text(): array {
		if ( null === $this->open_text ) {
			return [];
		}
		$id              = $this->open_text;
		$this->open_text = null;
		return [
			[
				'type' => 'text-end',
				'id'   => $id,
			],
		];
	}
}
