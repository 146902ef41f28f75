<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Cost;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\Usage;

/** Tokens used by the calls of one answer, by model. Filled while the answer is generated. */
final class Spending {

	/**
	 * @var list<array{model: string, input: ?int, output: ?int}> One entry per call, in order; tokens are null until they are reported.
	 */
	private array $calls = [];

	/** Begins a call of a model. */
	public function begin( string $model ): void {
		$free          = PriceList::BUILTIN === $model ? 0 : null;
		$this->calls[] = [
			'model'  => $model,
			'input'  => $free,
			'output' => $free,
		];
	}

	/** Adds the reported usage of the current call. A report of zero tokens is ignored, because every prompt has some. */
	public function add_usage( Usage $usage ): void {
		$call = array_pop( $this->calls );
		if ( null === $call ) {
			return;
		}
		$call['model'] = $usage->model ?? $call['model'];
		if ( PriceList::BUILTIN === $call['model'] ) {
			[ $call['input'], $call['output'] ] = [ 0, 0 ];
		} elseif ( $usage->input_tokens + $usage->output_tokens > 0 ) {
			$call['input']  = (int) $call['input'] + $usage->input_tokens;
			$call['output'] = (int) $call['output'] + $usage->output_tokens;
		}
		$this->calls[] = $call;
	}

	/**
	 * Returns the newest call.
	 *
	 * @return ?array{model: string, input: ?int, output: ?int} Null before the first.
	 */
	public function last(): ?array {
		$last = array_key_last( $this->calls );
		return null === $last ? null : $this->calls[ $last ];
	}

	/**
	 * Returns tokens by model, zero for the built-in assistant. They are null for a model with a call of unknown usage.
	 *
	 * @return array<string, array{input: ?int, output: ?int}>
	 */
	public function by_model(): array {
		$models = [];
		foreach ( $this->calls as $call ) {
			$before                   = $models[ $call['model'] ] ?? [ 'input' => 0, 'output' => 0 ];
			$models[ $call['model'] ] = [
				'input'  => null === $before['input'] || null === $call['input'] ? null : $before['input'] + $call['input'],
				'output' => null === $before['output'] || null === $call['output'] ? null : $before['output'] + $call['output'],
			];
		}
		return $models;
	}

	/** Cost of all calls in millionths of the currency; null when the cost of one is unknown. */
	public function cost( PriceList $prices ): ?int {
		$sum = 0;
		foreach ( $this->by_model() as $model => $tokens ) {
			$cost = $prices->cost( (string) $model, $tokens['input'], $tokens['output'] );
			if ( null === $cost ) {
				return null;
			}
			$sum += $cost;
		}
		return $sum;
	}
}
