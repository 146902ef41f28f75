<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Insights;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\OfficeHours;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Csv;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;

/** Figures of a period beside those of the one before. */
final class InsightsController extends StaffController {

	public static function routes(): array {
		$days = [ 'from' => Schema::text( 10, 10 ), 'to' => Schema::text( 10, 10 ) ];
		return [
			Operation::get( '/insights', 'show', Capability::View )->takes( Schema::closed( $days ) )->answers( self::schema() ),
			Operation::get( '/insights/themes', 'themes', Capability::View )->takes( Schema::closed( $days ) )->answers( self::theme_schema() ),
			Operation::get( '/insights/export', 'export', Capability::View )->takes( Schema::closed( $days ) ),
		];
	}

	public function __construct(
		private readonly Figures $figures,
		private readonly SliceNames $names,
		private readonly CountFigures $counting,
		private readonly ConversationFacts $facts,
		private readonly OfficeHours $hours,
		private readonly WeekThemes $themes,
	) {}

	/** Figures from one day to another, both included, in the site's zone, and of as many days before. */
	public function show( Input $input ): RouteResult {
		$period = Period::between( $input->line( 'from' ), $input->line( 'to' ) );
		if ( null === $period ) {
			return self::invalid();
		}
		$this->counting->catch_up();
		$previous = $period->previous();
		$now      = $this->figures->of( $period );
		$before   = $this->figures->of( $previous );
		$hours    = [];
		foreach ( $period->hours() as $weekday => $times ) {
			foreach ( $times as $hour => $often ) {
				$hours[] = [
					'weekday'       => $weekday,
					'hour'          => $hour,
					'times'         => $often,
					'conversations' => $now['hours'][ "$weekday-$hour" ] ?? 0,
				];
			}
		}
		$is_counting = $this->counting->is_counting();
		return RouteResult::ok( [
			'from'            => $period->from,
			'to'              => $period->to,
			'previous_from'   => $previous->from,
			'previous_to'     => $previous->to,
			'counting'        => $is_counting
				? [ 'counted' => $this->facts->count_all( true ), 'of' => $this->facts->count_all( false ) ]
				: null,
			'totals'          => $now['totals'],
			'previous'        => $before['totals'],
			'times'           => $now['times'],
			'previous_times'  => $before['times'],
			'has_hours'       => $this->hours->are_set(),
			'days'            => $now['days'],
			'previous_days'   => $before['days'],
			'hours'           => $hours,
			'slices'          => $this->names->of( $now['slices'] ),
			'costs'           => $this->figures->costs( $period ),
			'previous_costs'  => $this->figures->costs( $previous ),
		] );
	}

	/** What was asked again and again in the weeks of a period, and in which of them. */
	public function themes( Input $input ): RouteResult {
		$period = Period::between( $input->line( 'from' ), $input->line( 'to' ) );
		if ( null === $period ) {
			return self::invalid();
		}
		$weeks = array_values( array_unique( array_map( WeekThemes::week( ... ), $period->days() ) ) );
		return RouteResult::ok( [
			'weeks' => $weeks,
			'items' => array_map(
				static fn( array $theme ): array => [
					'name'   => $theme['name'],
					'count'  => $theme['count'],
					'figure' => 'theme:' . implode( '-', array_slice( $theme['ids'], 0, 80 ) ),
					'weeks'  => array_map( static fn( string $week ): int => $theme['weeks'][ $week ] ?? 0, $weeks ),
				],
				$this->themes->of( $period ),
			),
		] );
	}

	/** The days of a period as CSV. */
	public function export( Input $input ): RouteResult {
		$period = Period::between( $input->line( 'from' ), $input->line( 'to' ) );
		if ( null === $period ) {
			return self::invalid();
		}
		$this->counting->catch_up();
		$days = $this->figures->of( $period )['days'];
		$cost = [];
		foreach ( $this->figures->costs( $period ) as $row ) {
			$cost[ $row['day'] ][ $row['currency'] ] = ( $cost[ $row['day'] ][ $row['currency'] ] ?? 0 ) + $row['micro'];
		}
		$lines = static function () use ( $days, $cost ): \Generator {
			yield Csv::BOM . Csv::line( [ ...array_keys( $days[0] ?? [] ), 'cost', 'currency' ] );
			foreach ( $days as $day ) {
				$known = array_diff_key( $cost[ $day['day'] ] ?? [], [ '' => 0 ] );
				yield Csv::line( [
					...array_values( $day ),
					// Costs in several currencies are no sum.
					1 < count( $known ) ? null : array_sum( $known ) / 1_000_000,
					1 < count( $known ) ? null : implode( '', array_keys( $known ) ),
				] );
			}
		};
		return RouteResult::file( "insights-$period->from-$period->to.csv", 'text/csv; charset=utf-8', $lines );
	}

	private static function invalid(): RouteResult {
		return RouteResult::problem(
			400,
			'aaia_invalid_period',
			__( 'Give two days such as 2026-01-31, the earlier one first, at most five years apart.', 'aaia-chatbot' ),
		);
	}

	private static function theme_schema(): Schema {
		$theme = Schema::closed( [
			'name'   => Schema::string(),
			'count'  => Schema::int(),
			'figure' => Schema::string(),
			'weeks'  => Schema::list_of( Schema::int() ),
		] )->named( 'InsightTheme' );
		return Schema::closed( [
			'weeks' => Schema::list_of( Schema::string() ),
			'items' => Schema::list_of( $theme ),
		] )->named( 'InsightThemes' );
	}

	private static function schema(): Schema {
		$rows  = static fn( Schema $row ): Schema => Schema::list_of( $row );
		$sums  = array_fill_keys( array_values( array_diff( FigureRepository::SUMS, [ 'amount' ] ) ), Schema::int() );
		$total = Schema::closed( $sums + [ 'visitors' => Schema::int(), 'requests' => Schema::int() ] )->named( 'InsightTotals' );
		$time  = Schema::closed( [
			'count'  => Schema::int(),
			'mean'   => Schema::int()->nullable(),
			'median' => Schema::int()->nullable(),
			'p90'    => Schema::int()->nullable(),
		] )->named( 'InsightTimes' );
		$times = Schema::closed( array_fill_keys( [ 'reply', 'reply_open', 'resolution', 'resolution_open' ], $time ) )
			->named( 'InsightWaits' );
		$day   = Schema::closed( [ 'day' => Schema::string() ] + $sums + [ 'requests' => Schema::int() ] )->named( 'InsightDay' );
		$slice = Schema::closed( [ 'slice' => Schema::string(), 'name' => Schema::string() ] + $sums )->named( 'InsightSlice' );
		$cost  = Schema::closed( [
			'day'      => Schema::string(),
			'model'    => Schema::string(),
			'currency' => Schema::string(),
			'answers'  => Schema::int(),
			'tokens'   => Schema::int(),
			'micro'    => Schema::int(),
		] )->named( 'InsightCost' );
		$hour  = Schema::closed( [
			'weekday'       => Schema::int(),
			'hour'          => Schema::int(),
			'times'         => Schema::int(),
			'conversations' => Schema::int(),
		] )->named( 'InsightHour' );
		return Schema::closed( [
			'from'           => Schema::string(),
			'to'             => Schema::string(),
			'previous_from'  => Schema::string(),
			'previous_to'    => Schema::string(),
			'counting'       => Schema::closed( [ 'counted' => Schema::int(), 'of' => Schema::int() ] )->nullable(),
			'totals'         => $total,
			'previous'       => $total,
			'times'          => $times,
			'previous_times' => $times,
			'has_hours'      => Schema::bool(),
			'days'           => $rows( $day ),
			'previous_days'  => $rows( $day ),
			'hours'          => $rows( $hour ),
			'slices'         => Schema::closed( array_fill_keys( SliceNames::DIMENSIONS, $rows( $slice ) ) )->named( 'InsightSlices' ),
			'costs'          => $rows( $cost ),
			'previous_costs' => $rows( $cost ),
		] )->named( 'Insights' );
	}
}
