<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\RuleBook;
use Aaia\Chatbot\Conversations\ConversationRepository;

/** Sends many alerts in one mail, so that a flood cannot bury a mailbox. */
final class BundleSender implements DeliverySender {

	/** Alerts written out; the others are counted. */
	private const SHOWN = 50;

	public function __construct(
		private readonly DeliveryRepository $deliveries,
		private readonly AlertRepository $alerts,
		private readonly ConversationRepository $conversations,
		private readonly AlertValues $values,
		private readonly AlertTexts $texts,
		private readonly RuleBook $rules,
		private readonly SiteLocale $locale,
		private readonly Mailer $mailer,
	) {}

	public function sends( Delivery $delivery ): bool {
		return Delivery::EMAIL === $delivery->channel && Delivery::BUNDLE === $delivery->purpose;
	}

	public function send( Delivery $delivery ): MailOutcome {
		$total = $this->deliveries->bundle_size( $delivery->id );
		if ( 0 === $total ) {
			return MailOutcome::accepted();
		}
		return $this->mailer->send( $this->locale->speak( fn(): Mail => $this->write( $delivery, $total ) ) );
	}

	private function write( Delivery $delivery, int $total ): Mail {
		/* translators: %d: number of alerts. */
		$subject = sprintf( _n( '%d alert from the AAIA chatbot', '%d alerts from the AAIA chatbot', $total, 'aaia-chatbot' ), $total );
		$parts   = [ __( 'Hello,', 'aaia-chatbot' ), __( 'These alerts of your AAIA chatbot were collected for you.', 'aaia-chatbot' ) ];
		foreach ( $this->deliveries->bundled( $delivery->id, self::SHOWN ) as $member ) {
			$parts[] = $this->entry( $member );
		}
		if ( $total > self::SHOWN ) {
			/* translators: %d: number of alerts. */
			$parts[] = sprintf( _n( '… and %d more.', '… and %d more.', $total - self::SHOWN, 'aaia-chatbot' ), $total - self::SHOWN ) . "\n" . admin_url( 'admin.php?page=aaia-conversations' );
		}
		$parts[] = __( 'Regards,', 'aaia-chatbot' ) . "\n" . __( 'AAIA Chatbot System', 'aaia-chatbot' );
		return new Mail( $delivery->recipient, $subject, implode( "\n\n", array_filter( $parts ) ), null, MessageIds::of_delivery( $delivery ), null, [ 'X-AAIA-Type' => 'bundle' ] );
	}

	private function entry( Delivery $member ): string {
		$alert        = null === $member->alert_id ? null : $this->alerts->by_id( $member->alert_id );
		$conversation = null === $alert ? null : $this->conversations->by_id( $alert->conversation_id );
		if ( null === $alert || null === $conversation ) {
			return '';
		}
		$rule = $this->rules->of( $alert );
		return ( new Template( implode( "\n", [ '* ' . $this->texts->subject( $alert->kind ), __( 'Time: {time}', 'aaia-chatbot' ), __( 'User message: {message}', 'aaia-chatbot' ), __( 'Context: {page}', 'aaia-chatbot' ), __( 'Reason: {reason}', 'aaia-chatbot' ), __( 'Rating: {rating}', 'aaia-chatbot' ), '{link}' ] ) ) )->filled( $this->values->short( $alert, $conversation, $rule->name ) );
	}
}
