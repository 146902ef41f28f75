<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\RuleSet;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryRepository;
use Aaia\Chatbot\Mail\SiteLocale;
use Aaia\Chatbot\Mail\Template;

/** Writes a bundle: each alert with its link, as many as there is room for, and the number of the others. */
final class BundleText {

	/** Characters kept for the line that counts the rest. */
	private const TAIL = 300;

	public function __construct(
		private readonly DeliveryRepository $deliveries,
		private readonly AlertRepository $alerts,
		private readonly ConversationRepository $conversations,
		private readonly TemplateValues $values,
		private readonly AlertTemplates $templates,
		private readonly RuleSet $rules,
		private readonly AcknowledgeLinks $links,
		private readonly RecipientAccess $access,
		private readonly SiteLocale $locale,
	) {}

	/**
	 * In the site's language.
	 *
	 * @param int $entries    Alerts written out; the others are counted.
	 * @param int $characters Of the text; what does not fit is counted.
	 *
	 * @return ?array{subject: string, text: string} Null when nothing is in it.
	 */
	public function write( Delivery $bundle, int $entries, int $characters = PHP_INT_MAX ): ?array {
		$total = $this->deliveries->bundle_size( $bundle->id );
		return 0 === $total ? null : $this->locale->run(
			fn(): array => [
				/* translators: %d: number of alerts. */
				'subject' => sprintf( _n( '%d alert from the AAIA chatbot', '%d alerts from the AAIA chatbot', $total, 'aaia-chatbot' ), $total ),
				'text'    => implode( "\n\n", $this->paragraphs( $bundle, $total, $entries, $characters ) ),
			]
		);
	}

	/** URL of the page with the alerts that are only counted. */
	public function link(): string {
		return admin_url( 'admin.php?page=aaia-conversations' );
	}

	/** @return list<string> */
	private function paragraphs( Delivery $bundle, int $total, int $entries, int $characters ): array {
		$paragraphs = [ __( 'Hello,', 'aaia-chatbot' ), __( 'Here are the collected alerts from your AAIA chatbot.', 'aaia-chatbot' ) ];
		$left       = $characters - self::TAIL - mb_strlen( implode( '', $paragraphs ) );
		$more       = $total;
		foreach ( $this->deliveries->bundled( $bundle->id, $entries ) as $member ) {
			$entry = $this->entry( $member );
			$left -= mb_strlen( $entry ) + 2;
			if ( $left < 0 ) {
				break;
			}
			--$more;
			if ( '' !== $entry ) {
				$paragraphs[] = $entry;
			}
		}
		if ( $more > 0 ) {
			/* translators: %d: number of alerts. */
			$paragraphs[] = sprintf( _n( '… and %d more.', '… and %d more.', $more, 'aaia-chatbot' ), $more ) . "\n" . $this->link();
		}
		return [ ...$paragraphs, __( 'Regards,', 'aaia-chatbot' ) . "\n" . __( 'AAIA Chatbot System', 'aaia-chatbot' ) ];
	}

	/** Empty when the conversation is gone. */
	private function entry( Delivery $member ): string {
		$alert        = $this->alerts->for_delivery( $member );
		$conversation = null === $alert ? null : $this->conversations->by_id( $alert->conversation_id );
		if ( null === $alert || null === $conversation ) {
			return '';
		}
		$rule   = $this->rules->for_alert( $alert );
		$said   = $this->access->may_read( $member, $conversation )
			? $this->values->for_bundle( $alert, $conversation, $rule->name )
			: $this->values->without_words( $alert, $conversation, $rule->name );
		$values = [ 'acknowledge' => $rule->definition->minutes > 0 ? $this->links->url( $member ) : '' ] + $said;
		$lines  = Delivery::RESOLVED === $member->purpose
			? [ '* ' . $this->templates->resolved(), __( 'User message: {message}', 'aaia-chatbot' ), '{link}' ]
			: [
				'* ' . $this->templates->subject( $alert->kind ),
				__( 'Time: {time}', 'aaia-chatbot' ),
				__( 'User message: {message}', 'aaia-chatbot' ),
				__( 'Context: {page}', 'aaia-chatbot' ),
				__( 'Reason: {reason}', 'aaia-chatbot' ),
				__( 'Rating: {rating}', 'aaia-chatbot' ),
				'{link}',
				__( 'Tell your team that you are taking care of it: {acknowledge}', 'aaia-chatbot' ),
			];
		return ( new Template( implode( "\n", $lines ) ) )->filled( $values );
	}
}
