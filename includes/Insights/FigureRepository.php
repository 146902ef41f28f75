<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Insights;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;

/**
 * SQL of the sums by day and month, and of what is still to be counted.
 *
 * A row of `daily_figures` sums conversations of one day (span `d`) or of one month (span `m`, `day` is its first) that have one value
 * of a dimension and one audience: everybody, or those to whom the conversations are limited.
 *
 * @phpstan-type Row array<string, int|string>
 */
final class FigureRepository {

	/**
	 * Counters: the last event that was counted; the lowest conversation that was (0 when all are); the newest time slot of costs (Unix);
	 * the time zone of the days.
	 */
	public const EVENTS = 'insights_events';

	public const EARLIER = 'insights_earlier';

	public const COSTS = 'insights_costs';

	public const ZONE = 'insights_zone';

	public const DAY = 'd';

	public const MONTH = 'm';

	/** Of themes only. */
	public const WEEK = 'w';

	/**
	 * All conversations; those of a channel and so on; by hour; by day of the visitor's conversation before; by time; requests for a person;
	 * costs by model, where `conversations` are answers and `score_sum` tokens.
	 */
	public const DIMENSIONS = [
		'', 'channel', 'language', 'page', 'category', 'label', 'team', 'agent', 'hour', 'visitor', 'reply', 'reply_open', 'resolution',
		'resolution_open', 'request', 'model',
	];

	/** Columns that are sums. */
	public const SUMS = [
		'conversations', 'visitor_messages', 'assistant_messages', 'agent_messages', 'refused', 'confirmed', 'silent', 'contradicted', 'handled',
		'escalated', 'answered_alone', 'resolved', 'up', 'down', 'scores', 'score_sum', 'amount',
	];

	/** Rows of one statement. */
	private const ROWS = 100;

	public function __construct( private readonly Database $database ) {}

	/** A number that stands for the site's time zone, in which days begin and end. */
	public static function zone(): int {
		return crc32( wp_timezone_string() );
	}

	public function counter( string $name ): int {
		return (int) $this->database->value( 'SELECT value FROM %i WHERE name = %s', $this->database->table( 'counters' ), $name );
	}

	public function set_counter( string $name, int $value ): void {
		$this->database->execute(
			'INSERT INTO %i (name, value) VALUES (%s, %d) ON DUPLICATE KEY UPDATE value = %d',
			$this->database->table( 'counters' ),
			$name,
			$value,
			$value,
		);
	}

	/**
	 * Notes days, their months and their weeks to be counted again.
	 *
	 * @param array<string> $days Such as 2026-03-31.
	 */
	public function mark( array $days ): void {
		$wanted = [];
		foreach ( array_unique( $days ) as $day ) {
			$wanted[ self::DAY . $day ]                          = [ self::DAY, $day ];
			$wanted[ self::WEEK . WeekThemes::week( $day ) ]     = [ self::WEEK, WeekThemes::week( $day ) ];
			$wanted[ self::MONTH . substr( $day, 0, 7 ) . '-01' ] = [ self::MONTH, substr( $day, 0, 7 ) . '-01' ];
		}
		foreach ( array_chunk( array_values( $wanted ), self::ROWS ) as $some ) {
			$this->database->execute(
				'INSERT IGNORE INTO %i (span, day) VALUES ' . implode( ', ', array_fill( 0, count( $some ), '(%s, %s)' ) ),
				$this->database->table( 'figure_days' ),
				...array_merge( ...$some )
			);
		}
	}

	/** Notes all days that have figures. */
	public function mark_all(): void {
		$this->mark( array_map(
			static fn( array $row ): string => (string) $row['day'],
			$this->database->rows(
				'SELECT DISTINCT day FROM %i WHERE span = %s',
				$this->database->table( 'daily_figures' ),
				self::DAY,
			),
		) );
	}

	/** @return list<string> Days to count again, newest first. */
	public function due( string $span, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT day FROM %i WHERE span = %s ORDER BY day DESC LIMIT %d',
			$this->database->table( 'figure_days' ),
			$span,
			$limit,
		);
		return array_map( static fn( array $row ): string => substr( (string) $row['day'], 0, 10 ), $rows );
	}

	/**
	 * Replaces the figures of a day.
	 *
	 * @param list<Row> $rows
	 */
	public function replace( string $span, string $day, array $rows ): void {
		$this->forget( $span, $day );
		$columns = [ 'span', 'dimension', 'day', 'slice_key', 'audience', 'slice', ...self::SUMS ];
		$one     = '(' . implode( ', ', [ ...array_fill( 0, 6, '%s' ), ...array_fill( 0, count( self::SUMS ), '%d' ) ] ) . ')';
		foreach ( array_chunk( $rows, self::ROWS ) as $some ) {
			$values = [];
			foreach ( $some as $row ) {
				$key = substr( md5( $row['audience'] . "\0" . $row['slice'] ), 0, 16 );
				array_push( $values, $span, $row['dimension'], $day, $key, $row['audience'], $row['slice'] );
				foreach ( self::SUMS as $sum ) {
					$values[] = $row[ $sum ] ?? 0;
				}
			}
			/** @var literal-string $names */
			$names = implode( ', ', $columns );
			$this->database->execute(
				'INSERT INTO %i (' . $names . ') VALUES ' . implode( ', ', array_fill( 0, count( $some ), $one ) ),
				$this->database->table( 'daily_figures' ),
				...$values
			);
		}
	}

	/** Sums the days of a month. */
	public function sum_month( string $month ): void {
		$this->forget( self::MONTH, $month );
		/** @var literal-string $sums */
		$sums = implode( ', ', array_map( static fn( string $sum ): string => "SUM($sum)", self::SUMS ) );
		/** @var literal-string $names */
		$names = implode( ', ', self::SUMS );
		$marks = implode( ', ', array_fill( 0, count( self::DIMENSIONS ), '%s' ) );
		$this->database->execute(
			'INSERT INTO %i (span, dimension, day, slice_key, audience, slice, ' . $names . ') SELECT %s, dimension, %s, slice_key, MIN(audience),'
				. ' MIN(slice), ' . $sums . ' FROM %i WHERE span = %s AND dimension IN (' . $marks . ') AND day >= %s AND day < %s'
				. ' GROUP BY dimension, slice_key',
			$this->database->table( 'daily_figures' ),
			self::MONTH,
			$month,
			$this->database->table( 'daily_figures' ),
			self::DAY,
			...[ ...self::DIMENSIONS, $month, ( new \DateTimeImmutable( $month ) )->modify( '+1 month' )->format( 'Y-m-d' ) ]
		);
	}

	/** Takes the note off that a day, week or month is to be counted. */
	public function unmark( string $span, string $day ): void {
		$this->database->delete( 'figure_days', [ 'span' => $span, 'day' => $day ] );
	}

	/** Deletes the figures of a day, and the note that it is to be counted. */
	private function forget( string $span, string $day ): void {
		$this->unmark( $span, $day );
		$this->database->execute(
			'DELETE FROM %i WHERE span = %s AND dimension IN (' . implode( ', ', array_fill( 0, count( self::DIMENSIONS ), '%s' ) )
				. ') AND day = %s',
			$this->database->table( 'daily_figures' ),
			$span,
			...[ ...self::DIMENSIONS, $day ]
		);
	}
}
