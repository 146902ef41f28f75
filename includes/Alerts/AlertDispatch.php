<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\AlertRule;
use Aaia\Chatbot\Alerts\Rules\People;
use Aaia\Chatbot\Alerts\Rules\Recipients;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/** Turns a fitting rule into one alert and one delivery per recipient, at once or inside a bundle. */
final class AlertDispatch {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly AlertRepository $alerts,
		private readonly DeliveryRepository $deliveries,
		private readonly DeliveryService $service,
		private readonly Recipients $recipients,
		private readonly People $people,
		private readonly Bundles $bundles,
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
				$told = [];
				foreach ( $rules as $rule ) {
					foreach ( $this->recipients->of( $rule->definition ) as $address ) {
						if ( ! isset( $told[ strtolower( $address ) ] ) ) {
							$told[ strtolower( $address ) ] = true;
							$this->deliver( $alert, $address, $rule->definition->cap, $new->not_before );
						}
					}
					foreach ( $rule->definition->services as $service ) {
						$this->service->add( $alert, Delivery::SERVICE, $service, Delivery::ALERT, $new->not_before );
					}
				}
				$this->escalation->begin( $alert, $rules[0]->definition );
				if ( AlertKind::Support !== $alert->kind ) {
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

	/** At once (or when it is due), unless the person wants bundles or had the rule's hourly share of mails. */
	private function deliver( Alert $alert, string $address, int $cap, ?\DateTimeImmutable $not_before ): void {
		$pace = $this->people->pace( $address );
		if ( People::NOW === $pace && $this->deliveries->recent( $alert->rule_id, $address, $this->clock->now()->modify( '-1 hour' ), $cap ) < $cap ) {
			$this->service->add( $alert, Delivery::EMAIL, $address, Delivery::ALERT, $not_before );
			return;
		}
		$this->service->add_bundled( $alert, $address, $this->bundles->open( $address, People::DAILY === $pace ) );
	}
}
