<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\RuleDefinition;
use Aaia\Chatbot\Alerts\Rules\RuleSet;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/**
 * Job: sends an alert that nobody acknowledged to the next person of the rule's escalation list, one after another, and at last
 * once more to all of them. The rule's cap of mails an hour holds for each of them.
 */
final class Escalation implements JobHandler {

	public const NAME = 'alerts.escalate';

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly JobQueue $jobs,
		private readonly AlertRepository $alerts,
		private readonly AlertBundler $bundler,
		private readonly RuleSet $rules,
	) {}

	/** Schedules the first step, in the caller's transaction. */
	public function begin( Alert $alert, RuleDefinition $rule ): void {
		if ( $rule->minutes > 0 && [] !== $rule->ladder ) {
			$this->wait( $alert->id, 0, $rule->minutes );
		}
	}

	public function handle( Job $job ): void {
		$id    = is_int( $job->payload['alert'] ?? null ) ? $job->payload['alert'] : 0;
		$step  = is_int( $job->payload['step'] ?? null ) ? $job->payload['step'] : 0;
		$alert = $this->alerts->by_id( $id );
		if ( null === $alert || null !== $alert->acknowledged_at || $step !== $alert->escalation ) {
			return;
		}
		$rule   = $this->rules->for_alert( $alert )->definition;
		$ladder = $rule->ladder;
		$this->database->transaction(
			function () use ( $alert, $step, $rule, $ladder ): void {
				$last = $step >= count( $ladder );
				foreach ( $last ? $ladder : [ $ladder[ $step ] ] as $address ) {
					$this->bundler->deliver( $alert, Delivery::EMAIL, $address, $rule->cap, Delivery::ALERT, null, $last ? 'all' : '' );
				}
				if ( $last || 0 === $rule->minutes ) {
					$this->alerts->save_escalation( $alert->id, $step + 1, null );
				} else {
					$this->wait( $alert->id, $step + 1, $rule->minutes );
				}
			}
		);
	}

	private function wait( int $alert_id, int $step, int $minutes ): void {
		$at = $this->clock->now()->modify( "+$minutes minutes" );
		$this->alerts->save_escalation( $alert_id, $step, $at );
		$this->jobs->push( self::NAME, [ 'alert' => $alert_id, 'step' => $step ], $at, "escalate $alert_id $step" );
	}
}
