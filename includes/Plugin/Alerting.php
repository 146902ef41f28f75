<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

use Aaia\Chatbot\Alerts\AlertMail;
use Aaia\Chatbot\Alerts\AlertRepository;
use Aaia\Chatbot\Alerts\AlertTexts;
use Aaia\Chatbot\Alerts\AlertValues;
use Aaia\Chatbot\Alerts\DeliveryLog;
use Aaia\Chatbot\Alerts\DeliveryRepository;
use Aaia\Chatbot\Alerts\DeliveryService;
use Aaia\Chatbot\Alerts\FailureWords;
use Aaia\Chatbot\Alerts\ForgetDeliveries;
use Aaia\Chatbot\Alerts\KeepDeliveriesMoving;
use Aaia\Chatbot\Alerts\Mailer;
use Aaia\Chatbot\Alerts\Rest\ListDeliveries;
use Aaia\Chatbot\Alerts\Rest\RetryDelivery;
use Aaia\Chatbot\Alerts\Rest\SendTestMail;
use Aaia\Chatbot\Alerts\Rest\ShowDelivery;
use Aaia\Chatbot\Alerts\SendDelivery;
use Aaia\Chatbot\Alerts\SiteLocale;
use Aaia\Chatbot\Alerts\SupportAlert;
use Aaia\Chatbot\Alerts\SupportRecipients;
use Aaia\Chatbot\Alerts\TestMail;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\Schedule;

/** E-mail alerts and their deliveries. */
final class Alerting {

	private readonly AlertRepository $alerts;

	private readonly DeliveryRepository $deliveries;

	private readonly DeliveryService $service;

	public function __construct(
		private readonly Foundation $base,
		private readonly Desk $desk,
	) {
		$this->alerts     = new AlertRepository( $base->database, $base->clock );
		$this->deliveries = new DeliveryRepository( $base->database );
		$this->service    = new DeliveryService( $base->database, $base->clock, $base->events, $base->jobs, $this->deliveries, $this->alerts, $desk->support, $desk->support_requests );
	}

	/** @return list<Subscriber> */
	public function subscribers(): array {
		return [
			new SupportAlert( $this->base->database, $this->alerts, $this->service, new SupportRecipients( $this->base->settings ) ),
			new ForgetDeliveries( $this->base->database, $this->alerts, $this->deliveries ),
		];
	}

	/** @return array<string, callable(): JobHandler> */
	public function handlers(): array {
		return [
			SendDelivery::NAME         => fn(): JobHandler => new SendDelivery( $this->deliveries, $this->service, $this->alerts, $this->desk->conversations, $this->mail(), new Mailer() ),
			KeepDeliveriesMoving::NAME => fn(): JobHandler => new KeepDeliveriesMoving( $this->deliveries, $this->service, $this->desk->support_requests, $this->base->clock ),
		];
	}

	/** @return list<Schedule> */
	public function schedules(): array {
		return [ new Schedule( KeepDeliveriesMoving::NAME, KeepDeliveriesMoving::EVERY_SECONDS ) ];
	}

	/** @return list<Route> */
	public function routes(): array {
		$words = new FailureWords();
		$log   = new DeliveryLog( $this->base->database );
		return [
			new SendTestMail( new TestMail( new SupportRecipients( $this->base->settings ), new Mailer(), new SiteLocale(), $words ) ),
			new ListDeliveries( $log, $words, $this->base->cursor() ),
			new ShowDelivery( $this->deliveries, $log, $words ),
			new RetryDelivery( $this->deliveries, $this->service ),
		];
	}

	private function mail(): AlertMail {
		$texts = new AlertTexts();
		return new AlertMail( new SiteLocale(), $texts, new AlertValues( $this->base->settings, $this->base->box, $this->desk->messages, $this->desk->support_requests, $texts ), $this->desk->support_requests );
	}
}
