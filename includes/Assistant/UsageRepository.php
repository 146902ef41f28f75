<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Cost\PriceList;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Usage of models: answers, tokens and cost by quarter-hour, by source (`chat`, `api`, `cli`) and by model. Stores no text.
 *
 * Costs are computed when an answer ends, with the current price: later changes of prices do not affect past costs.
 *
 * @phpstan-type Total array{
 *     currency: string, micro: int, unknown_answers: int, answers: int, input_tokens: int, output_tokens: int,
 *     other: array<string, int>,
 * }
 */
final class UsageRepository {

	/** Length of a time slot, seconds. */
	private const SLOT = 15 * MINUTE_IN_SECONDS;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly PriceList $prices,
	) {}

	/**
	 * Adds a finished answer; an answer by several models counts once for each.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function add_answer( string $source, AnswerProgress $progress ): void {
		foreach ( $progress->spending?->by_model() ?? [] as $model => $tokens ) {
			$this->add( $source, (string) $model, $tokens['input'], $tokens['output'] );
		}
	}

	/**
	 * Adds one answer of one model.
	 *
	 * @param ?int $input_tokens  Null when the provider did not say.
	 * @param ?int $output_tokens Null when the provider did not say.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function add( string $source, string $model, ?int $input_tokens, ?int $output_tokens ): void {
		$micro  = $this->prices->cost( $model, $input_tokens, $output_tokens );
		$counts = [ (int) $input_tokens, (int) $output_tokens, (int) $micro ];
		$this->database->execute(
			'INSERT INTO %i (slot, source, model, currency, answers, input_tokens, output_tokens, micro) VALUES (%s, %s, %s, %s, 1, %d, %d, %d)'
			. '
				ON DUPLICATE KEY UPDATE answers = answers + 1,
				input_tokens = input_tokens + %d, output_tokens = output_tokens + %d, micro = micro + %d',
			$this->database->table( 'model_costs' ),
			Time::to_database( $this->slot( $this->clock->now() ) ),
			$source,
			mb_substr( $model, 0, 100 ),
			null === $micro ? '' : $this->prices->currency(),
			...$counts,
			...$counts
		);
	}

	/**
	 * Returns the cost of answers in a period.
	 *
	 * `micro` are millionths of `currency`, the owner's present one, of answers whose cost is known; `unknown_answers` are those of models
	 * without a price or whose tokens the provider did not report: show them beside the sum, they are not free. `other` contains costs
	 * in currencies the owner used before.
	 *
	 * @param \DateTimeImmutable $from Rounded down to a quarter of an hour.
	 * @param \DateTimeImmutable $to   Exclusive.
	 *
	 * @return Total
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function total_cost( \DateTimeImmutable $from, \DateTimeImmutable $to ): array {
		$rows  = $this->database->rows(
			'SELECT currency, SUM( answers ) AS answers,
				SUM( input_tokens ) AS input_tokens, SUM( output_tokens ) AS output_tokens, SUM( micro ) AS micro
				FROM %i WHERE slot >= %s AND slot < %s GROUP BY currency',
			$this->database->table( 'model_costs' ),
			Time::to_database( $this->slot( $from ) ),
			Time::to_database( $to )
		);
		$total = [
			'currency'        => $this->prices->currency(),
			'micro'           => 0,
			'unknown_answers' => 0,
			'answers'         => 0,
			'input_tokens'    => 0,
			'output_tokens'   => 0,
			'other'           => [],
		];
		foreach ( $rows as $row ) {
			$currency                = (string) $row['currency'];
			$total['answers']       += (int) $row['answers'];
			$total['input_tokens']  += (int) $row['input_tokens'];
			$total['output_tokens'] += (int) $row['output_tokens'];
			if ( '' === $currency ) {
				$total['unknown_answers'] += (int) $row['answers'];
			} elseif ( $currency === $total['currency'] ) {
				$total['micro'] += (int) $row['micro'];
			} elseif ( (int) $row['micro'] > 0 ) {
				$total['other'][ $currency ] = (int) $row['micro'];
			}
		}
		return $total;
	}

	/**
	 * Returns answers and costs by day of the site's zone, model and currency (empty where the cost is not known), in this order.
	 *
	 * @param \DateTimeImmutable $from Rounded down to a quarter of an hour.
	 * @param \DateTimeImmutable $to   Exclusive.
	 *
	 * @return list<array{day: string, model: string, currency: string, answers: int, tokens: int, micro: int}>
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function by_day_and_model( \DateTimeImmutable $from, \DateTimeImmutable $to ): array {
		$days = [];
		foreach ( $this->database->rows(
			'SELECT slot, model, currency, SUM( answers ) AS answers, SUM( input_tokens + output_tokens ) AS tokens, SUM( micro ) AS micro'
				. ' FROM %i WHERE slot >= %s AND slot < %s GROUP BY slot, model, currency ORDER BY slot, model, currency',
			$this->database->table( 'model_costs' ),
			Time::to_database( $this->slot( $from ) ),
			Time::to_database( $to )
		) as $row ) {
			$day         = Time::required( $row['slot'] )->setTimezone( wp_timezone() )->format( 'Y-m-d' );
			$key         = $day . "\0" . $row['model'] . "\0" . $row['currency'];
			$sum         = $days[ $key ] ?? [ 'answers' => 0, 'tokens' => 0, 'micro' => 0 ];
			$days[ $key ] = [
				'day'      => $day,
				'model'    => (string) $row['model'],
				'currency' => (string) $row['currency'],
				'answers'  => $sum['answers'] + (int) $row['answers'],
				'tokens'   => $sum['tokens'] + (int) $row['tokens'],
				'micro'    => $sum['micro'] + (int) $row['micro'],
			];
		}
		return array_values( $days );
	}

	/**
	 * Returns the time slots with answers after one, oldest first.
	 *
	 * @return list<int> Unix times.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function slots_after( int $time ): array {
		return array_map(
			static fn( array $row ): int => Time::required( $row['slot'] )->getTimestamp(),
			$this->database->rows(
				'SELECT slot FROM %i WHERE slot > %s GROUP BY slot ORDER BY slot',
				$this->database->table( 'model_costs' ),
				Time::to_database( new \DateTimeImmutable( "@$time" ) ),
			),
		);
	}

	/**
	 * Returns the cost of today and of this month so far, in the site's time zone.
	 *
	 * @return array{day: Total, month: Total}
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function now(): array {
		$now = $this->clock->now()->setTimezone( wp_timezone() );
		$end = $now->modify( '+1 day' );
		return [
			'day'   => $this->total_cost( $now->setTime( 0, 0 ), $end ),
			'month' => $this->total_cost( $now->modify( 'first day of this month' )->setTime( 0, 0 ), $end ),
		];
	}

	private function slot( \DateTimeImmutable $time ): \DateTimeImmutable {
		return $time->setTimestamp( $time->getTimestamp() - $time->getTimestamp() % self::SLOT );
	}
}
