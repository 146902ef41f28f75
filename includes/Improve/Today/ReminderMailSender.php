<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Today;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryOutcome;
use Aaia\Chatbot\Mail\DeliverySender;
use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Mail\Mailer;
use Aaia\Chatbot\Mail\MessageIds;

/** Mails an agent what waits on the page "Today", in their language; nothing when nothing does, or when they no longer want it. */
final class ReminderMailSender implements DeliverySender {

	public function __construct(
		private readonly TodayRepository $today,
		private readonly Mailer $mailer,
	) {}

	public function sends( Delivery $delivery ): bool {
		return Delivery::EMAIL === $delivery->channel && Delivery::REMINDER === $delivery->purpose;
	}

	public function send( Delivery $delivery ): DeliveryOutcome {
		$user = get_user_by( 'email', $delivery->recipient );
		if (
			! $user instanceof \WP_User
			|| ! user_can( $user, Capability::View->value )
			|| null === Reminders::read( get_user_option( Reminders::OPTION, $user->ID ) )
		) {
			return DeliveryOutcome::needless();
		}
		$counts = array_filter( $this->counts( $user ) );
		return [] === $counts
			? DeliveryOutcome::needless()
			: $this->mailer->send( LocaleSwitcher::run( get_user_locale( $user ), fn(): Email => $this->mail( $delivery, $counts ) ) );
	}

	/** @return array<string, int> What the user would see, by kind. */
	private function counts( \WP_User $user ): array {
		$before = get_current_user_id();
		try {
			wp_set_current_user( $user->ID );
			return $this->today->counts( TodayController::kinds() );
		} finally {
			wp_set_current_user( $before );
		}
	}

	/** @param non-empty-array<string, int> $counts */
	private function mail( Delivery $delivery, array $counts ): Email {
		$lines = [];
		foreach ( TodayKind::cases() as $kind ) {
			if ( isset( $counts[ $kind->value ] ) ) {
				$count   = $counts[ $kind->value ];
				$lines[] = '- ' . self::word( $kind ) . ': ' . ( $count < TodayRepository::MOST ? $count : '99+' );
			}
		}
		$text = [
			__( 'This waits for a look:', 'aaia-chatbot' ) . "\n\n" . implode( "\n", $lines ),
			__( 'Open the page “Today”:', 'aaia-chatbot' ) . "\n" . admin_url( 'admin.php?page=aaia-improve&tab=today' ),
			__( 'You chose these hours on that page, under “Reminders”.', 'aaia-chatbot' ),
		];
		return new Email(
			$delivery->recipient,
			__( 'Today: what waits for a look', 'aaia-chatbot' ),
			implode( "\n\n", $text ),
			null,
			MessageIds::for_delivery( $delivery ),
			headers: [ 'X-AAIA-Type' => 'reminder' ]
		);
	}

	private static function word( TodayKind $kind ): string {
		return match ( $kind ) {
			TodayKind::Waiting       => __( 'People waiting', 'aaia-chatbot' ),
			TodayKind::Rating        => __( 'Negative ratings', 'aaia-chatbot' ),
			TodayKind::Flagged       => __( 'Flagged answers', 'aaia-chatbot' ),
			TodayKind::Report        => __( 'Reported sources', 'aaia-chatbot' ),
			TodayKind::Contradiction => __( 'Contradictions', 'aaia-chatbot' ),
			TodayKind::Sensitive     => __( 'Sensitive data', 'aaia-chatbot' ),
			TodayKind::Stuck         => __( 'Stuck conversations', 'aaia-chatbot' ),
			TodayKind::Sample        => __( 'Weekly sample', 'aaia-chatbot' ),
		};
	}
}
