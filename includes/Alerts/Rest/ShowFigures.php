<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Figures\AlertFigures;
use Aaia\Chatbot\Alerts\Rules\AlertRule;
use Aaia\Chatbot\Alerts\Rules\RuleBook;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** GET /alerts/figures?from=&to=: figures about alerts from one day to another, both included, in the site's zone. */
final class ShowFigures extends StaffRoute {

	public function __construct(
		private readonly AlertFigures $figures,
		private readonly RuleBook $book,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/alerts/figures';
	}

	public function capability(): Capability {
		return Capability::View;
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'from' => Schema::text( 10, 10 ),
				'to'   => Schema::text( 10, 10 ),
			]
		);
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'mails_by_day'    => Schema::map_of( Schema::int() ),
				'requests'        => Schema::int(),
				'by_reason'       => Schema::map_of( Schema::int() ),
				'by_page'         => Schema::list_of(
					Schema::closed(
						[
							'page'  => Schema::string(),
							'count' => Schema::int(),
						]
					)
				),
				'by_theme'        => Schema::list_of(
					Schema::closed(
						[
							'theme' => Schema::string(),
							'count' => Schema::int(),
						]
					)
				),
				'answer_seconds'  => Schema::closed(
					[
						'mean'     => Schema::int()->nullable(),
						'median'   => Schema::int()->nullable(),
						'answered' => Schema::int(),
					]
				),
				'resolved'        => Schema::int(),
				'resolution_rate' => Schema::number()->nullable(),
				'satisfaction'    => Schema::number()->nullable(),
				'rules'           => Schema::list_of(
					Schema::closed(
						[
							'rule'     => Schema::string(),
							'name'     => Schema::string(),
							'alerts'   => Schema::int(),
							'needless' => Schema::int(),
						]
					)
				),
			]
		)->named( 'AlertFigures' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$from = \DateTimeImmutable::createFromFormat( '!Y-m-d', $input->line( 'from' ), wp_timezone() );
		$to   = \DateTimeImmutable::createFromFormat( '!Y-m-d', $input->line( 'to' ), wp_timezone() );
		if ( false === $from || false === $to || $to < $from ) {
			return RouteResult::problem( 400, 'aaia_invalid_period', __( 'Give two days such as 2026-01-31, the earlier one first.', 'aaia-chatbot' ) );
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
		foreach ( $this->book->all() as $rule ) {
			$by_id[ $rule->id ] = $rule;
		}
		$named = [];
		foreach ( $counts as $count ) {
			$rule    = $by_id[ $count['rule'] ] ?? null;
			$named[] = [
				'rule'     => $rule instanceof AlertRule ? $rule->public_id : ( 0 === $count['rule'] ? RuleBook::BUILT_IN : '' ),
				'name'     => $rule instanceof AlertRule ? $rule->name : '',
				'alerts'   => $count['alerts'],
				'needless' => $count['needless'],
			];
		}
		return $named;
	}
}
