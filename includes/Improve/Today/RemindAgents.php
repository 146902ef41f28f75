<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Today;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryService;
use Aaia\Chatbot\Mail\NewDelivery;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/** Job that plans the mails to agents who want to be reminded of the page "Today" at this time. */
final class RemindAgents implements JobHandler {

	public const NAME = 'improve.remind';

	public const EVERY_SECONDS = 5 * MINUTE_IN_SECONDS;

	/** A reminder that could not be planned for so long is left out. Minutes. */
	private const LATE = 45;

	public function __construct(
		private readonly DeliveryService $deliveries,
		private readonly Clock $clock,
		private readonly Database $database,
	) {}

	public function handle( Job $job ): void {
		// User options carry the prefix of their site.
		$users = get_users( [ 'meta_key' => $this->database->core_table( Reminders::OPTION ), 'number' => -1 ] );
		foreach ( $users as $user ) {
			$due = $user instanceof \WP_User
				? Reminders::read( get_user_option( Reminders::OPTION, $user->ID ) )?->due( $this->clock->now(), self::LATE )
				: null;
			if ( null !== $due && user_can( $user, Capability::View->value ) && false !== is_email( $user->user_email ) ) {
				$this->deliveries->add(
					new NewDelivery( Delivery::REMINDER, Delivery::EMAIL, $user->user_email, "today $due to $user->ID" )
				);
			}
		}
	}
}
