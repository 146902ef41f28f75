<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Digest\DigestService;
use Aaia\Chatbot\Alerts\Digest\DigestText;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Mail\DeliveryRepository;
use Aaia\Chatbot\Mail\DeliveryState;
use Aaia\Chatbot\Mail\SendDelivery;

/**
 * `wp aaia digest`: the summary of what happened in the chat.
 */
final class DigestCommand {

	public function __construct(
		private readonly DigestService $digests,
		private readonly DigestText $text,
		private readonly SendDelivery $sender,
		private readonly DeliveryRepository $deliveries,
	) {}

	/**
	 * Sends the summary of the period since the last one was due, now.
	 *
	 * ## OPTIONS
	 *
	 * [--dry-run]
	 * : Print it instead of sending it.
	 *
	 * @param list<string>               $args
	 * @param array<string, string|bool> $options
	 */
	public function send( array $args, array $options ): void {
		$period = $this->digests->current();
		if ( isset( $options['dry-run'] ) ) {
			$written = $this->text->write( $period );
			\WP_CLI::line( $written['subject'] . "\n\n" . $written['text'] );
			return;
		}
		$failed = 0;
		$ids    = $this->digests->deliver( $period );
		foreach ( $ids as $id ) {
			$this->sender->handle( new Job( 0, SendDelivery::NAME, [ 'delivery' => $id ], 1 ) );
			$delivery = $this->deliveries->by_id( $id );
			if ( null !== $delivery && DeliveryState::Sent !== $delivery->state ) {
				++$failed;
				\WP_CLI::warning( sprintf( '%s: %s', $delivery->recipient, $delivery->last_error ?? 'not sent yet' ) );
			}
		}
		if ( [] === $ids || $failed > 0 ) {
			\WP_CLI::error( [] === $ids ? 'There is no recipient.' : sprintf(
				'%d of %d summaries could not be sent; they are tried again.',
				$failed,
				count( $ids ),
			) );
		}
		\WP_CLI::success( sprintf( '%d summaries sent.', count( $ids ) ) );
	}
}
