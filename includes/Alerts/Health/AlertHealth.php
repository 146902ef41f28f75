<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\AlertRule;
use Aaia\Chatbot\Alerts\Rules\RuleRepository;
use Aaia\Chatbot\Alerts\Rules\RuleSet;
use Aaia\Chatbot\Assistant\Conditions\BoundedRegex;
use Aaia\Chatbot\Conversations\OfficeHours;
use Aaia\Chatbot\Jobs\Worker;
use Aaia\Chatbot\Mail\DeliveryLog;
use Aaia\Chatbot\Mail\MailErrors;
use Aaia\Chatbot\Mail\SupportRecipients;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;
use Aaia\Chatbot\Tools\SendSupportEmail;

/** Finds what keeps alerts from arriving, or may, the worst first. */
final class AlertHealth {

	/** Seconds without a worker after which scheduled work counts as stopped. */
	private const STANDSTILL = 3600;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly Settings $settings,
		private readonly DeliveryLog $log,
		private readonly RuleRepository $rules,
		private readonly RuleSet $rule_set,
		private readonly SupportRecipients $recipients,
		private readonly OfficeHours $hours,
		private readonly MailErrors $errors,
	) {}

	/**
	 * Problems that the owner must fix.
	 *
	 * @return list<string> Sentences in the current language.
	 */
	public function problems(): array {
		$problems = [];
		$failing  = $this->log->failing( $this->clock->now()->modify( '-7 days' ) );
		if ( null !== $failing ) {
			$problems[] = sprintf(
				/* translators: 1: e-mail address, 2: sentence that explains. */
				__( 'Alerts for %1$s could not be sent. %2$s', 'aaia-chatbot' ),
				$failing->recipient,
				$this->errors->explain( (string) $failing->last_error )
			);
		}
		if ( [] === $this->recipients->addresses() ) {
			$problems[] = __( 'There is no valid address to alert: neither a support address nor the site’s admin address.', 'aaia-chatbot' );
		}
		if ( ! $this->rule_set->built_in()->enabled ) {
			$problems[] = __(
				'The rule for requests for a person is switched off: requests that match no other rule alert nobody.',
				'aaia-chatbot'
			);
		}
		foreach ( $this->rules->faulty() as $rule ) {
			$problems[] = $this->faulty( $rule );
		}
		if ( $this->stands_still() ) {
			$problems[] = __(
				'Scheduled tasks have not run for more than an hour, so failed alerts are not tried again. Check that WP-Cron runs, or start “wp aaia worker”.',
				'aaia-chatbot'
			);
		}
		return $problems;
	}

	/**
	 * Likely mistakes.
	 *
	 * @return list<string>
	 */
	public function warnings(): array {
		$warnings     = [];
		$instructions = $this->settings->text( 'system_instructions' );
		if ( ! $this->settings->bool( 'tools_enabled' ) ) {
			$warnings[] = __(
				'Tools are off: the assistant can’t ask for a person by itself. The button “Talk to a person” still works.',
				'aaia-chatbot'
			);
		} elseif ( '' !== $instructions && ! str_contains( $instructions, SendSupportEmail::NAME ) ) {
			$warnings[] = sprintf(
				/* translators: %s: name of the tool. */
				__( 'The assistant’s instructions no longer mention %s: it may not use it.', 'aaia-chatbot' ),
				SendSupportEmail::NAME
			);
		}
		foreach ( $this->hours->invalid_lines() as $line ) {
			$warnings[] = sprintf(
				/* translators: %s: what was typed. */
				__( 'The office hours “%s” are not valid. Correct them under “Hours and e-mails”.', 'aaia-chatbot' ),
				$line
			);
		}
		return $warnings;
	}

	private function faulty( AlertRule $rule ): string {
		return sprintf(
			/* translators: 1: name of a rule, 2: what is wrong, in English. */
			__( 'The alert rule “%1$s” was switched off after failing three times: %2$s', 'aaia-chatbot' ),
			$rule->name,
			BoundedRegex::explain( (string) $rule->fault )
		);
	}

	/** Whether no worker ran for long although jobs are due. Without due jobs that is normal: WP-Cron runs on visits only. */
	private function stands_still(): bool {
		$limit = $this->clock->now()->modify( '-' . self::STANDSTILL . ' seconds' );
		return ( Worker::last_heartbeat( $this->database )?->getTimestamp() ?? 0 ) < $limit->getTimestamp()
			&& null !== $this->database->value(
				'SELECT id FROM %i WHERE state = %s AND run_at < %s LIMIT 1',
				$this->database->table( 'jobs' ),
				'queued',
				Time::to_database( $limit ),
			);
	}
}
