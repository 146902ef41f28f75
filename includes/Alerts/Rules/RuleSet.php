<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rules;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Alert;
use Aaia\Chatbot\Assistant\Conditions\ConditionContext;
use Aaia\Chatbot\Assistant\Conditions\ConditionMatcher;
use Aaia\Chatbot\Assistant\Conditions\Trigger;

/** The alert rules, with the built-in one for requests for a person. */
final class RuleSet {

	/** Public id of the built-in rule. */
	public const BUILT_IN = 'support';

	public function __construct(
		private readonly RuleRepository $rules,
		private readonly ConditionMatcher $matcher,
	) {}

	/** The rule for requests that no other rule matches; a default until the owner changes it. */
	public function built_in(): AlertRule {
		return $this->rules->by_public_id( self::BUILT_IN )
			?? new AlertRule( 0, self::BUILT_IN, '', Trigger::Support, true, new RuleDefinition() );
	}

	/** @return list<AlertRule> The built-in one first. */
	public function all(): array {
		$others = array_filter( $this->rules->all(), static fn( AlertRule $rule ): bool => self::BUILT_IN !== $rule->public_id );
		return [ $this->built_in(), ...array_values( $others ) ];
	}

	/** The rule that raised an alert; the default for its kind when it is gone. */
	public function for_alert( Alert $alert ): AlertRule {
		return self::fitting( 0 === $alert->rule_id ? $this->built_in() : $this->rules->by_id( $alert->rule_id ), $alert );
	}

	/**
	 * The rules that raised several alerts, read at once.
	 *
	 * @param list<Alert> $alerts
	 *
	 * @return array<int, AlertRule> By the alert's row.
	 */
	public function for_alerts( array $alerts ): array {
		$all   = $this->all();
		$by_id = [];
		foreach ( $all as $rule ) {
			$by_id[ $rule->id ] = $rule;
		}
		$raised_by = [];
		foreach ( $alerts as $alert ) {
			$raised_by[ $alert->id ] = self::fitting( 0 === $alert->rule_id ? $all[0] : $by_id[ $alert->rule_id ] ?? null, $alert );
		}
		return $raised_by;
	}

	/** The rule, or the default for the alert's kind when it is gone. */
	private static function fitting( ?AlertRule $rule, Alert $alert ): AlertRule {
		return null !== $rule && $rule->kind === $alert->kind ? $rule : new AlertRule( 0, '', '', $alert->kind, true, new RuleDefinition() );
	}

	/**
	 * The rules for a request for a person: the owner's that match, or else the built-in one, unless it is off.
	 *
	 * @return list<AlertRule>
	 */
	public function for_request( ConditionContext $context ): array {
		$fitting = [];
		foreach ( $this->rules->active( Trigger::Support ) as $rule ) {
			if ( self::BUILT_IN !== $rule->public_id && $this->fits( $rule, $context ) ) {
				$fitting[] = $rule;
			}
		}
		$built_in = $this->built_in();
		return [] === $fitting && $built_in->enabled ? [ $built_in ] : $fitting;
	}

	/** A rule whose regular expression fails does not match; the failure is counted, and the request is matched against the other rules. */
	private function fits( AlertRule $rule, ConditionContext $context ): bool {
		try {
			return null !== $this->matcher->matched( $rule->kind, $rule->definition->condition, $context );
		} catch ( \RangeException $failure ) {
			$this->rules->note_failure( $rule, $failure->getMessage(), RuleRepository::FAILURES );
			return false;
		}
	}
}
