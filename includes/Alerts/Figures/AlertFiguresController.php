<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Figures;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\AlertRule;
use Aaia\Chatbot\Alerts\Rules\RuleSet;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;

/** Figures about alerts and requests for a person, and the log of those requests. */
final class AlertFiguresController extends StaffController {

	/** Scope of the log's cursor. */
	private const SCOPE = 'activations';

	public static function routes(): array {
		return [
			Operation::get( '/alerts/activations', 'activations', Capability::View )
				->takes( KeysetPage::query() )
				->answers( KeysetPage::answer( self::activation() )->named( 'ActivationPage' ) ),
			Operation::get( '/alerts/figures', 'figures', Capability::View )
				->takes( Schema::closed( [
					'from' => Schema::text( 10, 10 ),
					'to'   => Schema::text( 10, 10 ),
				] ) )
				->answers( self::schema() ),
		];
	}

	public function __construct(
		private readonly Activations $activations,
		private readonly AlertFigures $figures,
		private readonly RuleSet $rule_set,
		private readonly Cursor $cursor,
	) {}

	/** Offers, refusals, requests and alerts of a person with their conversations; newest first. */
	public function activations( Input $input ): RouteResult {
		$place = static fn( array $item ): int => $item['event'];
		$page  = KeysetPage::read( $this->cursor, $input, self::SCOPE, $this->activations->page( ... ), $place );
		$shown = static fn( array $item ): array => array_diff_key( $item, [ 'event' => 0 ] );
		return null === $page ? KeysetPage::expired() : RouteResult::ok( $page->body( $shown ) );
	}

	/** Figures from one day to another, both included, in the site's zone. */
	public function figures( Input $input ): RouteResult {
		$from = \DateTimeImmutable::createFromFormat( '!Y-m-d', $input->line( 'from' ), wp_timezone() );
		$to   = \DateTimeImmutable::createFromFormat( '!Y-m-d', $input->line( 'to' ), wp_timezone() );
		if ( false === $from || false === $to || $to < $from ) {
			$words = __( 'Give two days such as 2026-01-31, the earlier one first.', 'aaia-chatbot' );
			return RouteResult::problem( 400, 'aaia_invalid_period', $words );
		}
		$figures          = $this->figures->between( $from, $to->modify( '+1 day' ) );
		$figures['rules'] = $this->named( $figures['rules'] );
		return RouteResult::ok( $figures );
	}

	/**
	 * @param list<array{rule: int, alerts: int, needless: int}> $counts
	 *
	 * @return list<array{rule: string, name: string, alerts: int, needless: int}>
	 */
	private function named( array $counts ): array {
		$by_id = [];
		foreach ( $this->rule_set->all() as $rule ) {
			$by_id[ $rule->id ] = $rule;
		}
		$named = [];
		foreach ( $counts as $count ) {
			$rule    = $by_id[ $count['rule'] ] ?? null;
			$named[] = [
				'rule'     => $rule instanceof AlertRule ? $rule->public_id : ( 0 === $count['rule'] ? RuleSet::BUILT_IN : '' ),
				'name'     => $rule instanceof AlertRule ? $rule->name : '',
				'alerts'   => $count['alerts'],
				'needless' => $count['needless'],
			];
		}
		return $named;
	}

	private static function activation(): Schema {
		return Schema::closed(
			[
				'type'         => Schema::enum( 'support.offered', 'support.declined', 'support.requested', 'delivery.sent', 'delivery.failed' ),
				'origin'       => Schema::string(),
				'conversation' => Schema::string()->nullable(),
				'at'           => Schema::string()->nullable(),
			]
		)->named( 'Activation' );
	}

	private static function schema(): Schema {
		$rows = static fn( array $columns ): Schema => Schema::list_of( Schema::closed( $columns ) );
		return Schema::closed(
			[
				'mails_by_day'    => Schema::map_of( Schema::int() ),
				'requests'        => Schema::int(),
				'by_reason'       => Schema::map_of( Schema::int() ),
				'by_page'         => $rows( [
					'page'  => Schema::string(),
					'count' => Schema::int(),
				] ),
				'by_theme'        => $rows( [
					'theme' => Schema::string(),
					'count' => Schema::int(),
				] ),
				'answer_seconds'  => Schema::closed( [
					'mean'     => Schema::int()->nullable(),
					'median'   => Schema::int()->nullable(),
					'answered' => Schema::int(),
				] ),
				'resolved'        => Schema::int(),
				'resolution_rate' => Schema::number()->nullable(),
				'satisfaction'    => Schema::number()->nullable(),
				'rules'           => $rows( [
					'rule'     => Schema::string(),
					'name'     => Schema::string(),
					'alerts'   => Schema::int(),
					'needless' => Schema::int(),
				] ),
			]
		)->named( 'AlertFigures' );
	}
}
