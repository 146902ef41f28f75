<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rules;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Mail\Mailer;
use Aaia\Chatbot\Mail\MailErrors;
use Aaia\Chatbot\Mail\MessageIds;
use Aaia\Chatbot\Mail\SiteLocale;
use Aaia\Chatbot\Support\Ids;

/** Sends a rule's preview to its recipients at once, marked as a test, and returns the result. */
final class RuleTest {

	/** Most recipients: the owner waits for the answer. */
	private const RECIPIENTS = 5;

	public function __construct(
		private readonly RulePreview $preview,
		private readonly RuleRecipients $recipients,
		private readonly Mailer $mailer,
		private readonly SiteLocale $locale,
		private readonly MailErrors $errors,
	) {}

	/** @return array{ok: bool, message: string} */
	public function send( AlertRule $rule ): array {
		$addresses = array_slice( $this->recipients->for_rule( $rule->definition ), 0, self::RECIPIENTS );
		$mail      = $this->preview->for_rule( $rule );
		$mark      = $this->locale->run( static fn(): string => __( '[Test]', 'aaia-chatbot' ) );
		foreach ( $addresses as $address ) {
			$outcome = $this->mailer->send( new Email(
				$address,
				$mark . ' ' . $mail['subject'],
				$mail['text'],
				null,
				MessageIds::for_test( Ids::random() ),
				null,
				[ 'X-AAIA-Type' => 'test' ]
			) );
			if ( ! $outcome->accepted ) {
				return [
					'ok'      => false,
					'message' => $this->errors->failed_test( $address, $outcome->reason ),
				];
			}
		}
		return [
			'ok'      => [] !== $addresses,
			'message' => [] === $addresses
				? __( 'This rule has no recipient with an e-mail address.', 'aaia-chatbot' )
				: $this->errors->passed_test( $addresses ),
		];
	}
}
