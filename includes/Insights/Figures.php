<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Insights;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\UsageRepository;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\TeamRepository;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Reads the figures of a period: sums of days, and of whole months where the period is long.
 *
 * All but requests for a person and costs are about the conversations that began in the period. Who may not see limited conversations gets
 * figures without them; what the filter `aaia_chatbot_hidden_conversations` hides is taken out.
 *
 * @phpstan-import-type Row from FigureRepository
 * @phpstan-type Sums array<string, int>
 * @phpstan-type Times array{count: int, mean: ?int, median: ?int, p90: ?int}
 */
final class Figures {

	/** From this length on, whole months are read as such. Days. */
	private const LONG = 62;

	/** Pages shown. */
	private const PAGES = 25;

	/** Dimensions whose slices are listed. */
	private const LISTED = SliceNames::DIMENSIONS;

	private const TIMES = [ 'reply', 'reply_open', 'resolution', 'resolution_open' ];

	public function __construct(
		private readonly Database $database,
		private readonly FigureRepository $figures,
		private readonly ConversationAccess $access,
		private readonly TeamRepository $teams,
		private readonly UsageRepository $usage,
		private readonly Clock $clock,
	) {}

	/**
	 * Everything about a period.
	 *
	 * @return array{
	 *     totals: Sums, times: array<string, Times>, days: list<array<string, int|string>>, hours: array<string, int>,
	 *     slices: array<string, list<array<string, int|string>>>
	 * }
	 */
	public function of( Period $period ): array {
		$rows   = $this->rows( $period, [ '', 'hour', 'request', ...self::LISTED, ...self::TIMES ] );
		$totals = ( $rows['']['' ] ?? array_fill_keys( FigureRepository::SUMS, 0 ) );
		unset( $totals['amount'] );
		$slices = [];
		foreach ( self::LISTED as $dimension ) {
			$slices[ $dimension ] = $this->listed( $rows[ $dimension ] ?? [], 'page' === $dimension ? self::PAGES : 200 );
		}
		$hours = [];
		foreach ( $rows['hour'] ?? [] as $hour => $sums ) {
			$hours[ $hour ] = $sums['conversations'];
		}
		return [
			'totals' => $totals + [ 'visitors' => $this->visitors( $period ), 'requests' => $rows['request']['']['conversations'] ?? 0 ],
			'times'  => array_map( self::times( ... ), array_merge(
				array_fill_keys( self::TIMES, [] ),
				array_intersect_key( $rows, array_flip( self::TIMES ) ),
			) ),
			'days'   => $this->days( $period ),
			'hours'  => $hours,
			'slices' => $slices,
		];
	}

	/**
	 * What the models cost, by day and by model.
	 *
	 * @return list<array{day: string, model: string, currency: string, answers: int, tokens: int, micro: int}>
	 */
	public function costs( Period $period ): array {
		[ $from, $to ] = $period->moments();
		// The newest days are read as they are: an answer that is written now has no event before its end.
		$recent = max( $from, $this->clock->now()->setTimezone( wp_timezone() )->setTime( 0, 0 )->modify( '-1 day' ) );
		$rows   = $this->database->rows(
			'SELECT day, slice, conversations, score_sum, amount FROM %i WHERE span = %s AND dimension = %s AND day >= %s AND day < %s'
				. ' ORDER BY day, slice',
			$this->database->table( 'daily_figures' ),
			FigureRepository::DAY,
			'model',
			$period->from,
			min( $to, $recent )->format( 'Y-m-d' ),
		);
		$costs  = array_map(
			static fn( array $row ): array => [
				'day'      => substr( (string) $row['day'], 0, 10 ),
				'model'    => explode( ' ', (string) $row['slice'], 2 )[1] ?? '',
				'currency' => explode( ' ', (string) $row['slice'], 2 )[0],
				'answers'  => (int) $row['conversations'],
				'tokens'   => (int) $row['score_sum'],
				'micro'    => (int) $row['amount'],
			],
			$rows,
		);
		$costs  = [ ...$costs, ...( $recent < $to ? $this->usage->by_day_and_model( $recent, $to ) : [] ) ];
		usort( $costs, static fn( array $a, array $b ): int => [ $a['day'], $a['model'] ] <=> [ $b['day'], $b['model'] ] );
		return $costs;
	}

	/**
	 * Sums by dimension and slice.
	 *
	 * @param list<string> $dimensions
	 *
	 * @return array<array<Sums>> By dimension, then by slice.
	 */
	private function rows( Period $period, array $dimensions ): array {
		/** @var literal-string $sums */
		$sums                = implode( ', ', array_map( static fn( string $sum ): string => "SUM($sum) AS $sum", FigureRepository::SUMS ) );
		[ $where, $values ]  = $this->where( $period, $dimensions );
		$found               = [];
		foreach ( $this->database->rows(
			'SELECT dimension, slice, ' . $sums . ' FROM %i WHERE ' . $where . ' GROUP BY dimension, slice',
			$this->database->table( 'daily_figures' ),
			...$values
		) as $row ) {
			$found[ (string) $row['dimension'] ][ (string) $row['slice'] ] = self::sums( $row );
		}
		foreach ( $this->hidden( $period ) as $row ) {
			if ( isset( $found[ $row['dimension'] ][ $row['slice'] ] ) ) {
				$found[ $row['dimension'] ][ $row['slice'] ] = self::less( $found[ $row['dimension'] ][ $row['slice'] ], $row );
			}
		}
		return $found;
	}

	/**
	 * One row for each day, also for those without anything.
	 *
	 * @return list<array<string, int|string>>
	 */
	private function days( Period $period ): array {
		/** @var literal-string $sums */
		$sums               = implode( ', ', array_map( static fn( string $sum ): string => "SUM($sum) AS $sum", FigureRepository::SUMS ) );
		[ $where, $values ] = $this->where( $period, [ '', 'request' ], true );
		$none               = array_fill_keys( [ ...FigureRepository::SUMS, 'requests' ], 0 );
		$days               = array_fill_keys( $period->days(), $none );
		foreach ( $this->database->rows(
			'SELECT day, dimension, ' . $sums . ' FROM %i WHERE ' . $where . ' GROUP BY day, dimension',
			$this->database->table( 'daily_figures' ),
			...$values
		) as $row ) {
			$day          = substr( (string) $row['day'], 0, 10 );
			$days[ $day ] = 'request' === $row['dimension']
				? [ 'requests' => (int) $row['conversations'] ] + $days[ $day ]
				: self::sums( $row ) + $days[ $day ];
		}
		foreach ( $this->hidden( $period ) as $row ) {
			$day          = (string) $row['day'];
			$days[ $day ] = match ( $row['dimension'] ) {
				''        => self::less( $days[ $day ], $row ),
				'request' => [ 'requests' => $days[ $day ]['requests'] - (int) $row['conversations'] ] + $days[ $day ],
				default   => $days[ $day ],
			};
		}
		return array_map(
			static fn( string $day, array $row ): array => [ 'day' => $day ] + array_diff_key( $row, [ 'amount' => 0 ] ),
			array_keys( $days ),
			$days,
		);
	}

	/**
	 * How many visitors began a conversation: each is counted with the first conversation in the period, which is that whose predecessor is
	 * from before it.
	 */
	private function visitors( Period $period ): int {
		[ $where, $values ] = $this->where( $period, [ 'visitor' ] );
		$count              = (int) $this->database->value(
			'SELECT SUM( conversations ) FROM %i WHERE ' . $where . ' AND slice < %s',
			$this->database->table( 'daily_figures' ),
			...[ ...$values, $period->from ]
		);
		foreach ( $this->hidden( $period ) as $row ) {
			$count -= 'visitor' === $row['dimension'] && $row['slice'] < $period->from ? (int) $row['conversations'] : 0;
		}
		return max( 0, $count );
	}

	/**
	 * The rows of a period that the current user may see.
	 *
	 * @param list<string> $dimensions
	 *
	 * @return array{literal-string, list<string>}
	 */
	private function where( Period $period, array $dimensions, bool $by_day = false ): array {
		$spans  = [ [ FigureRepository::DAY, $period->from, $period->to ] ];
		$months = ! $by_day && $period->length() > self::LONG
			? array_values( array_diff( $period->whole_months(), $this->figures->due( FigureRepository::MONTH, Period::MOST ) ) )
			: [];
		if ( [] !== $months ) {
			$spans = [];
			$from  = $period->from;
			foreach ( $months as $month ) {
				$first = new \DateTimeImmutable( $month );
				if ( $from === $month && [] !== $spans ) {
					// Directly after the month before: one range of the index.
					$spans[ array_key_last( $spans ) ][2] = $month;
				} else {
					$spans[] = [ FigureRepository::DAY, $from, $first->modify( '-1 day' )->format( 'Y-m-d' ) ];
					$spans[] = [ FigureRepository::MONTH, $month, $month ];
				}
				$from = $first->modify( '+1 month' )->format( 'Y-m-d' );
			}
			$spans[] = [ FigureRepository::DAY, $from, $period->to ];
			$spans   = array_filter( $spans, static fn( array $span ): bool => $span[1] <= $span[2] );
		}
		$marks = implode( ', ', array_fill( 0, count( $dimensions ), '%s' ) );
		[ $allowed, $own ] = $this->audience();
		$values            = [];
		foreach ( $spans as [ $span, $from, $to ] ) {
			array_push( $values, $span, ...[ ...$dimensions, $from, $to ] );
		}
		return [
			'( ' . implode(
				' OR ',
				array_fill( 0, count( $spans ), 'span = %s AND dimension IN (' . $marks . ') AND day >= %s AND day <= %s' ),
			) . ' ) AND ' . $allowed,
			[ ...$values, ...$own ],
		];
	}

	/**
	 * Condition for the audiences whose conversations the current user sees.
	 *
	 * @return array{literal-string, list<string>} SQL, and the values of its placeholders.
	 */
	private function audience(): array {
		if ( ! $this->access->is_limited_by_teams() ) {
			return [ '1 = 1', [] ];
		}
		$user = wp_get_current_user();
		$own  = [
			'',
			...array_map( static fn( int $team ): string => 'team:' . $team, $this->teams->of_user( $user->ID ) ),
			...array_map( static fn( string $role ): string => 'role:' . $role, array_values( $user->roles ) ),
		];
		return [ 'audience IN (' . implode( ', ', array_fill( 0, count( $own ), '%s' ) ) . ')', $own ];
	}

	/**
	 * The figures of the conversations that a filter hides from the current user; usually none.
	 *
	 * @return list<Row>
	 */
	private function hidden( Period $period ): array {
		$ids = $this->access->hidden_ids();
		if ( [] === $ids ) {
			return [];
		}
		[ $allowed, $own ] = $this->audience();
		$marks             = implode( ', ', array_fill( 0, count( $ids ), '%d' ) );
		$labels            = [];
		foreach ( $this->database->rows(
			'SELECT conversation_id, label_id FROM %i WHERE conversation_id IN (' . $marks . ')',
			$this->database->table( 'conversation_labels' ),
			...$ids
		) as $row ) {
			$labels[ (int) $row['conversation_id'] ][] = (string) $row['label_id'];
		}
		$rows = [];
		foreach ( $this->database->rows(
			'SELECT * FROM %i WHERE conversation_id IN (' . $marks . ') AND ' . $allowed . ' AND day >= %s AND day <= %s',
			$this->database->table( 'conversation_facts' ),
			...[ ...$ids, ...$own, $period->from, $period->to ]
		) as $fact ) {
			foreach ( DayFigures::sum( [ [ 'labels' => $labels[ (int) $fact['conversation_id'] ] ?? [] ] + $fact ] ) as $row ) {
				$rows[] = $row + [ 'day' => substr( (string) $fact['day'], 0, 10 ) ];
			}
		}
		return [ ...$rows, ...$this->hidden_requests( $period, $ids ) ];
	}

	/**
	 * @param non-empty-list<int> $ids
	 *
	 * @return list<Row>
	 */
	private function hidden_requests( Period $period, array $ids ): array {
		[ $from, $to ]     = $period->moments();
		[ $allowed, $own ] = $this->audience();
		return array_map(
			static fn( array $row ): array => [
				'dimension'     => 'request',
				'slice'         => '',
				'day'           => Time::required( $row['created_at'] )->setTimezone( wp_timezone() )->format( 'Y-m-d' ),
				'conversations' => 1,
			],
			$this->database->rows(
				'SELECT r.created_at FROM %i r JOIN %i f ON f.conversation_id = r.conversation_id WHERE r.conversation_id IN ('
					. implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ') AND ' . $allowed
					. ' AND r.created_at >= %s AND r.created_at < %s',
				$this->database->table( 'support_requests' ),
				$this->database->table( 'conversation_facts' ),
				...[ ...$ids, ...$own, Time::to_database( $from ), Time::to_database( $to ) ]
			),
		);
	}

	/**
	 * Slices with the most conversations first.
	 *
	 * @param array<Sums> $rows
	 *
	 * @return list<array<string, int|string>>
	 */
	private function listed( array $rows, int $most ): array {
		$rows = array_filter( $rows, static fn( array $sums ): bool => $sums['conversations'] > 0 );
		ksort( $rows, SORT_STRING );
		uasort( $rows, static fn( array $a, array $b ): int => $b['conversations'] <=> $a['conversations'] );
		$listed = [];
		foreach ( array_slice( $rows, 0, $most, true ) as $slice => $sums ) {
			unset( $sums['amount'] );
			$listed[] = [ 'slice' => (string) $slice ] + $sums;
		}
		return $listed;
	}

	/**
	 * Mean, median and 90th percentile (nearest rank) of times.
	 *
	 * @param array<Sums> $rows By time; see DayFigures.
	 *
	 * @return Times
	 */
	private static function times( array $rows ): array {
		ksort( $rows, SORT_NUMERIC );
		$count = array_sum( array_column( $rows, 'conversations' ) );
		$rank  = static function ( float $share ) use ( $rows, $count ): ?int {
			$passed = 0;
			foreach ( $rows as $seconds => $sums ) {
				$passed += $sums['conversations'];
				if ( $passed >= $share * $count ) {
					return (int) $seconds;
				}
			}
			return null;
		};
		return [
			'count'  => $count,
			'mean'   => 0 === $count ? null : (int) round( array_sum( array_column( $rows, 'amount' ) ) / $count ),
			'median' => 0 === $count ? null : $rank( 0.5 ),
			'p90'    => 0 === $count ? null : $rank( 0.9 ),
		];
	}

	/**
	 * @param array<string, ?string> $row
	 *
	 * @return Sums
	 */
	private static function sums( array $row ): array {
		$sums = [];
		foreach ( FigureRepository::SUMS as $sum ) {
			$sums[ $sum ] = (int) $row[ $sum ];
		}
		return $sums;
	}

	/**
	 * @param Sums $sums
	 * @param Row  $row
	 *
	 * @return Sums
	 */
	private static function less( array $sums, array $row ): array {
		foreach ( FigureRepository::SUMS as $sum ) {
			$sums[ $sum ] -= (int) ( $row[ $sum ] ?? 0 );
		}
		return $sums;
	}
}
