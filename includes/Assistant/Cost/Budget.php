<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Cost;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\UsageRepository;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Support\Clock;

/**
 * Enforces the owner's caps on tokens and cost, also under concurrent calls.
 *
 * Before each call its maximum usage is reserved, in one statement that succeeds only below the cap; afterwards the real usage replaces
 * the reservation. Where the usage stays unknown (lost connection, killed worker) the reservation stays counted, because the provider may
 * bill it. Days and months are in the site's time zone. Without caps nothing is written.
 */
final class Budget {

	/** Least bytes of a token: a conservative estimate for Latin, Arabic and Chinese text. */
	private const BYTES_A_TOKEN = 3;

	/** Means "no cap"; small enough that sums fit a BIGINT. */
	private const NO_CAP = 1_000_000_000_000_000;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly Settings $settings,
		private readonly PriceList $prices,
		private readonly UsageRepository $usage,
	) {}

	/**
	 * Reserves the maximum usage of one call. A model without a price counts by its tokens only: a cap in money cannot limit it.
	 *
	 * @param int  $bytes      Size of the prompt.
	 * @param int  $max_tokens Most tokens of the answer.
	 * @param ?int $visitor_id Row id of the visitor; null for staff.
	 *
	 * @return ?Reservation Null when a cap is reached, or when the counters cannot be read while there is a cap.
	 */
	public function reserve( string $model, int $bytes, int $max_tokens, ?int $visitor_id ): ?Reservation {
		$price = $this->prices->for_model( $model );
		$caps  = PriceList::BUILTIN === $model ? [] : $this->caps( $visitor_id );
		$read  = intdiv( $bytes, self::BYTES_A_TOKEN ) + 1;
		$held  = new Reservation(
			array_map( static fn( array $cap ): array => [ 'scope' => $cap['scope'], 'period' => $cap['period'] ], $caps ),
			$price?->cost( $read, $max_tokens ) ?? 0,
			$read + $max_tokens,
		);
		if ( [] === $caps ) {
			return $held;
		}
		try {
			array_walk( $caps, $this->ensure_counter( ... ) );
			return $this->database->transaction(
				function () use ( $caps, $held ): Reservation {
					foreach ( $caps as $cap ) {
						$this->add_to_counter( $cap, $held );
					}
					return $held;
				}
			);
		} catch ( CapReached ) {
			return null;
		} catch ( DatabaseFailure $failure ) {
			do_action(
				'aaia_chatbot_log',
				'warning',
				'Caps of cost could not be read, so the built-in assistant answers: ' . $failure->getMessage(),
			);
			return null;
		}
	}

	/**
	 * Replaces a reservation by the real usage. Never throws: at worst too much stays counted.
	 *
	 * @param ?array{model: string, input: ?int, output: ?int} $call Null or without tokens when unknown; the reservation then stays.
	 */
	public function settle( Reservation $held, ?array $call ): void {
		if ( [] === $held->counters || null === $call || null === $call['input'] || null === $call['output'] ) {
			return;
		}
		$micro  = (int) $this->prices->cost( $call['model'], $call['input'], $call['output'] ) - $held->micro;
		$tokens = $call['input'] + $call['output'] - $held->tokens;
		try {
			foreach ( $held->counters as $counter ) {
				$this->database->execute(
					'UPDATE %i SET micro = micro + %d, tokens = tokens + %d WHERE scope = %s AND period = %s',
					$this->database->table( 'cost_budgets' ),
					$micro,
					$tokens,
					$counter['scope'],
					$counter['period'],
				);
			}
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'warning', 'The cost of an answer could not be settled: ' . $failure->getMessage() );
		}
	}

	/**
	 * Returns the caps that apply.
	 *
	 * @return list<array{scope: string, period: string, micro: int, tokens: int}>
	 */
	private function caps( ?int $visitor_id ): array {
		$now  = $this->clock->now()->setTimezone( wp_timezone() );
		$all  = [
			[ 'site', $now->format( 'Y-m-d' ), 'cost_cap_day', 'token_cap_day' ],
			[ 'site', $now->format( 'Y-m' ), 'cost_cap_month', 'token_cap_month' ],
			...( null === $visitor_id ? [] : [ [ 'visitor ' . $visitor_id, $now->format( 'Y-m-d' ), null, 'token_cap_visitor' ] ] ),
		];
		$caps = [];
		foreach ( $all as [ $scope, $period, $money, $tokens ] ) {
			$micro = null === $money ? null : CostSettings::amount( $this->settings->text( $money ) );
			$most  = $this->settings->int( $tokens );
			if ( null !== $micro || $most > 0 ) {
				$caps[] = [
					'scope'  => $scope,
					'period' => $period,
					'micro'  => $micro ?? self::NO_CAP,
					'tokens' => $most > 0 ? $most : self::NO_CAP,
				];
			}
		}
		return $caps;
	}

	/**
	 * Creates a counter if it is missing. A counter of the site starts with the period's usage so far.
	 *
	 * @param array{scope: string, period: string, micro: int, tokens: int} $cap
	 */
	private function ensure_counter( array $cap ): void {
		$table = $this->database->table( 'cost_budgets' );
		if ( null !== $this->database->value(
			'SELECT scope FROM %i WHERE scope = %s AND period = %s',
			$table,
			$cap['scope'],
			$cap['period'],
		) ) {
			return;
		}
		$so_far = $this->usage->now();
		$used   = match ( true ) {
			'site' !== $cap['scope']       => [ 'micro' => 0, 'tokens' => 0 ],
			10 === strlen( $cap['period'] ) => self::counter_values( $so_far['day'] ),
			default                        => self::counter_values( $so_far['month'] ),
		};
		$this->database->insert_new( 'cost_budgets', [ 'scope' => $cap['scope'], 'period' => $cap['period'] ] + $used );
		$this->database->execute( 'DELETE FROM %i WHERE period < %s', $table, substr( $cap['period'], 0, 7 ) );
	}

	/**
	 * @param array{micro: int, input_tokens: int, output_tokens: int} $total
	 *
	 * @return array{micro: int, tokens: int}
	 */
	private static function counter_values( array $total ): array {
		return [
			'micro'  => $total['micro'],
			'tokens' => $total['input_tokens'] + $total['output_tokens'],
		];
	}

	/**
	 * @param array{scope: string, period: string, micro: int, tokens: int} $cap
	 *
	 * @throws CapReached
	 */
	private function add_to_counter( array $cap, Reservation $held ): void {
		$taken = $this->database->execute(
			'UPDATE %i SET micro = micro + %d, tokens = tokens + %d WHERE scope = %s AND period = %s AND micro + %d <= %d AND tokens + %d <= %d',
			$this->database->table( 'cost_budgets' ),
			$held->micro,
			$held->tokens,
			$cap['scope'],
			$cap['period'],
			$held->micro,
			$cap['micro'],
			$held->tokens,
			$cap['tokens']
		);
		if ( 0 === $taken ) {
			throw new CapReached();
		}
	}
}
