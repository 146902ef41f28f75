<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\AlertRule;
use Aaia\Chatbot\Alerts\Rules\NotificationPreferences;
use Aaia\Chatbot\Alerts\Rules\RuleRecipients;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Storage\Database;

/** Makes one alert of rules that match, and one delivery for each recipient and service, at once or in a bundle. */
final class AlertDispatch {

	public function __construct(
		private readonly Database $database,
		private readonly EventLog $events,
		private readonly AlertRepository $alerts,
		private readonly RuleRecipients $recipients,
		private readonly NotificationPreferences $preferences,
		private readonly AlertBundler $bundler,
		private readonly Escalation $escalation,
	) {}

	/**
	 * Raises one alert for all the rules given; several rules that name the same recipient still make one delivery.
	 *
	 * @param non-empty-list<AlertRule> $rules The first is the one the alert is counted under.
	 *
	 * @return bool False when this event raised it before.
	 */
	public function raise( NewAlert $new, array $rules ): bool {
		return $this->database->transaction(
			function () use ( $new, $rules ): bool {
				[ $alert, $is_new ] = $this->alerts->add_once( $new );
				if ( ! $is_new ) {
					return false;
				}
				$notified = [];
				foreach ( $rules as $rule ) {
					foreach ( $this->recipients->for_rule( $rule->definition ) as $address ) {
						if ( ! isset( $notified[ strtolower( $address ) ] ) ) {
							$notified[ strtolower( $address ) ] = true;
							$this->bundler->deliver(
								$alert,
								Delivery::EMAIL,
								$address,
								$rule->definition->cap,
								Delivery::ALERT,
								$new->not_before,
								'',
								$this->pace( $new, $this->preferences->pace( $address ) )
							);
						}
					}
					foreach ( $rule->definition->services as $service ) {
						if ( ! isset( $notified[ "service $service" ] ) ) {
							$notified[ "service $service" ] = true;
							$this->bundler->deliver(
								$alert,
								Delivery::SERVICE,
								$service,
								$rule->definition->cap,
								Delivery::ALERT,
								$new->not_before,
								'',
								$this->pace( $new, NotificationPreferences::NOW )
							);
						}
					}
				}
				$this->escalation->begin( $alert, $rules[0]->definition );
				if ( Trigger::Support !== $alert->kind ) {
					$this->events->append(
						EventType::AlertMatched,
						$alert->conversation_id,
						$alert->message_id,
						[
							'alert' => $alert->id,
							'rule'  => $alert->rule_id,
							'kind'  => $alert->kind->value,
						]
					);
				}
				return true;
			}
		);
	}

	/** The recipient's pace, but hourly at the soonest for alerts that may only be collected. */
	private function pace( NewAlert $new, string $pace ): string {
		return $new->collected && NotificationPreferences::NOW === $pace ? NotificationPreferences::HOURLY : $pace;
	}
}
