<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Insights;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\UsageRepository;

/**
 * Sums the facts of the conversations that began on a day, by each value of each dimension.
 *
 * Times are kept by their two leading digits (in seconds), so that medians come from few rows: 83 s counts as 83 s, 5,321 s as 5,300 s.
 *
 * @phpstan-import-type Row from FigureRepository
 */
final class DayFigures {

	public function __construct(
		private readonly ConversationFacts $facts,
		private readonly UsageRepository $usage,
	) {}

	/**
	 * The figures of a day.
	 *
	 * @return list<Row>
	 */
	public function rows( string $day ): array {
		$rows = self::sum( $this->facts->of_day( $day ) );
		foreach ( $this->facts->requests_on( $day ) as $audience => $requests ) {
			$rows[] = [ 'dimension' => 'request', 'slice' => '', 'audience' => $audience, 'conversations' => $requests ];
		}
		$begin = new \DateTimeImmutable( $day, wp_timezone() );
		foreach ( $this->usage->by_day_and_model( $begin, $begin->modify( '+1 day' ) ) as $cost ) {
			$rows[] = [
				'dimension'     => 'model',
				'slice'         => $cost['currency'] . ' ' . $cost['model'],
				'audience'      => '',
				'conversations' => $cost['answers'],
				'score_sum'     => $cost['tokens'],
				'amount'        => $cost['micro'],
			];
		}
		return $rows;
	}

	/**
	 * @param list<array<string, mixed>> $facts Rows of `conversation_facts`, with the ids of labels.
	 *
	 * @return list<Row>
	 */
	public static function sum( array $facts ): array {
		$rows = [];
		foreach ( $facts as $fact ) {
			$audience = (string) $fact['audience'];
			$sums     = self::sums( $fact );
			foreach ( self::slices( $fact ) as [ $dimension, $slice ] ) {
				$key = "$dimension\0$audience\0$slice";
				$rows[ $key ] ??= [ 'dimension' => $dimension, 'slice' => $slice, 'audience' => $audience ];
				foreach ( $sums as $sum => $value ) {
					$rows[ $key ][ $sum ] = (int) ( $rows[ $key ][ $sum ] ?? 0 ) + $value;
				}
			}
			foreach ( self::numbers( $fact ) as [ $dimension, $slice, $amount ] ) {
				$key = "$dimension\0$audience\0$slice";
				$rows[ $key ] ??= [ 'dimension' => $dimension, 'slice' => $slice, 'audience' => $audience, 'conversations' => 0, 'amount' => 0 ];
				$rows[ $key ]['conversations'] = (int) $rows[ $key ]['conversations'] + 1;
				$rows[ $key ]['amount']        = (int) ( $rows[ $key ]['amount'] ?? 0 ) + $amount;
			}
		}
		return array_values( $rows );
	}

	/** A time by its two leading digits. Seconds. */
	public static function rounded( int $seconds ): int {
		$unit = 1;
		while ( $seconds >= 100 * $unit ) {
			$unit *= 10;
		}
		return intdiv( $seconds, $unit ) * $unit;
	}

	/**
	 * @param array<string, mixed> $fact
	 *
	 * @return array<string, int>
	 */
	private static function sums( array $fact ): array {
		$sums = [ 'conversations' => 1, 'scores' => null === $fact['score'] ? 0 : 1, 'score_sum' => (int) $fact['score'] ];
		foreach ( Outcome::cases() as $outcome ) {
			$sums[ $outcome->value ] = $outcome->value === $fact['outcome'] ? 1 : 0;
		}
		foreach ( [
			'visitor_messages', 'assistant_messages', 'agent_messages', 'refused', 'escalated', 'answered_alone', 'resolved', 'up', 'down',
		] as $column ) {
			$sums[ $column ] = (int) $fact[ $column ];
		}
		return $sums;
	}

	/**
	 * Values for which everything is summed.
	 *
	 * @param array<string, mixed> $fact
	 *
	 * @return list<array{string, string}>
	 */
	private static function slices( array $fact ): array {
		return array_values( [
			[ '', '' ],
			[ 'channel', (string) $fact['channel'] ],
			[ 'language', (string) $fact['language'] ],
			[ 'page', (string) $fact['page'] ],
			[ 'category', (string) ( $fact['category_id'] ?? '' ) ],
			[ 'team', (string) ( $fact['team_id'] ?? '' ) ],
			...( null === $fact['agent_id'] ? [] : [ [ 'agent', (string) $fact['agent_id'] ] ] ),
			...array_map( static fn( string $label ): array => [ 'label', $label ], $fact['labels'] ),
		] );
	}

	/**
	 * Values of which only the number of conversations is kept, and a sum of seconds.
	 *
	 * @param array<string, mixed> $fact
	 *
	 * @return list<array{string, string, int}>
	 */
	private static function numbers( array $fact ): array {
		$numbers = [ [ 'hour', $fact['weekday'] . '-' . $fact['hour'], 0 ] ];
		if ( 1 === (int) $fact['visitor'] ) {
			$numbers[] = [ 'visitor', null === $fact['previous'] ? '' : substr( (string) $fact['previous'], 0, 10 ), 0 ];
		}
		foreach ( [ 'reply', 'reply_open', 'resolution', 'resolution_open' ] as $time ) {
			if ( null !== $fact[ $time ] ) {
				$numbers[] = [ $time, (string) self::rounded( (int) $fact[ $time ] ), (int) $fact[ $time ] ];
			}
		}
		return $numbers;
	}
}
