<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryOutcome;
use Aaia\Chatbot\Mail\DeliverySender;
use Aaia\Chatbot\Mail\DeliveryService;
use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Mail\Mailer;
use Aaia\Chatbot\Mail\MessageIds;
use Aaia\Chatbot\Mail\NewDelivery;
use Aaia\Chatbot\Mail\SiteLocale;
use Aaia\Chatbot\Mail\SupportRecipients;
use Aaia\Chatbot\Settings\Settings;

/** Mails the team when a run that nobody asked for found good cases turned bad. Through the deliveries of all alerts: logged, retried. */
final class TestAlerts implements DeliverySender {

	/** Cases that the mail names; never the words of a visitor. */
	private const NAMED = 5;

	public function __construct(
		private readonly Settings $settings,
		private readonly SupportRecipients $support,
		private readonly DeliveryService $deliveries,
		private readonly TestRunRepository $runs,
		private readonly Mailer $mailer,
		private readonly SiteLocale $locale,
	) {}

	/** Stores the mails about a run, in the transaction that ends it. */
	public function raise( TestRun $run ): void {
		$chosen = $this->settings->list( BenchSettings::RECIPIENTS );
		foreach ( [] === $chosen ? $this->support->addresses() : $chosen as $address ) {
			$this->deliveries->add( new NewDelivery( Delivery::TESTS, Delivery::EMAIL, $address, 'tests ' . $run->public_id ) );
		}
	}

	public function sends( Delivery $delivery ): bool {
		return Delivery::EMAIL === $delivery->channel && Delivery::TESTS === $delivery->purpose;
	}

	public function send( Delivery $delivery ): DeliveryOutcome {
		$run = $this->runs->find( substr( $delivery->about, strlen( 'tests ' ) ) );
		if ( null === $run ) {
			return DeliveryOutcome::refused( 'The run of this alert is gone.' );
		}
		return $this->mailer->send( $this->locale->run( fn(): Email => $this->email( $delivery, $run ) ) );
	}

	private function email( Delivery $delivery, TestRun $run ): Email {
		$counts = $this->runs->counts( [ $run->id ] )[ $run->id ];
		$worse  = $counts['worse'];
		$lines  = [
			sprintf(
				/* translators: 1: number of cases that got worse, 2: number of cases that were run. */
				_n(
					'%1$d of the %2$d cases that were run has a worse answer than last time.',
					'%1$d of the %2$d cases that were run have a worse answer than last time.',
					$worse,
					'aaia-chatbot',
				),
				$worse,
				$run->total
			),
			TestRun::BY_CHANGE === $run->cause
				? __( 'They were run because the content or a setting changed.', 'aaia-chatbot' )
				: __( 'They were run on schedule.', 'aaia-chatbot' ),
			'',
		];
		foreach ( $this->runs->page( $run->id, '', 'worse', 0, '1 = 0', self::NAMED ) as $row ) {
			$lines[] = '- ' . $row['question'];
		}
		if ( '' !== end( $lines ) ) {
			$lines[] = '';
		}
		$lines[] = __( 'See what changed, side by side:', 'aaia-chatbot' );
		$lines[] = admin_url( 'admin.php?page=aaia-improve&tab=bench&part=run-' . $run->public_id );
		return new Email(
			$delivery->recipient,
			sprintf(
				/* translators: 1: name of the site, 2: number of cases. */
				_n( '[%1$s] Test bench: %2$d answer got worse', '[%1$s] Test bench: %2$d answers got worse', $worse, 'aaia-chatbot' ),
				Email::site_name(),
				$worse,
			),
			implode( "\n", $lines ),
			null,
			MessageIds::for_delivery( $delivery ),
			null,
			[ 'X-AAIA-Type' => 'tests' ]
		);
	}
}
