<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Cost;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\Usage;

/** What the calls of one answer used, model by model. Filled while the answer comes. */
final class Spending {

	/** @var list<array{model: string, input: ?int, output: ?int}> One a call, in order; tokens are null until the provider says them. */
	private array $calls = [];

	/** A model is asked. */
	public function begin( string $model ): void {
		$free          = PriceList::BUILTIN === $model ? 0 : null;
		$this->calls[] = [
			'model'  => $model,
			'input'  => $free,
			'output' => $free,
		];
	}

	/** What the provider counted for the call that runs. Nothing read at all is no count: every question has words. */
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
	 * The newest call.
	 *
	 * @return ?array{model: string, input: ?int, output: ?int} Null before the first.
	 */
	public function last(): ?array {
		$last = array_key_last( $this->calls );
		return null === $last ? null : $this->calls[ $last ];
	}

	/**
	 * Tokens by model, the built-in assistant with none. A model one of whose calls was not counted has null: its sum is not known.
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

	/** What all calls cost, millionths of the currency; null when that of one is unknown. */
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
