<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Settings\Settings;

/**
 * Texts for a visitor who asked for a person: when the team is available, and how to get an acknowledgement by e-mail.
 *
 * @phpstan-type Sentences array{
 *     collected: string, expected: string, promise: string, until: ?\DateTimeImmutable, address: string, added: string,
 * }
 */
final class SupportRequestNotice {

	public function __construct(
		private readonly TeamAvailability $availability,
		private readonly Settings $settings,
	) {}

	/**
	 * All sentences that may be needed, in the language of the conversation; each may be empty. `until`: by when an answer is promised.
	 *
	 * Call before the conversation is locked, because switching the language reads files. The sentence about the address does not depend on
	 * earlier mails to it, so it reveals nothing about the address.
	 *
	 * @param ?int $team_id The team that has the conversation.
	 *
	 * @return Sentences
	 */
	public function sentences( string $locale, \DateTimeImmutable $now, ?int $team_id = null ): array {
		return LocaleSwitcher::run(
			$locale,
			fn(): array => [
				'collected' => self::collected( $locale ),
				'expected'  => $this->availability->sentence( $locale, $now, $team_id ),
				'promise'   => $this->availability->promise_sentence( $locale, $now, $team_id ),
				'until'     => $this->availability->promise( $now, $team_id ),
				'address'   => $this->about_address( $locale ),
				'added'     => trim(
					__( 'Thank you, our team has your e-mail address now.', 'aaia-chatbot' ) . ' ' . $this->about_address( $locale ),
				),
			]
		);
	}

	/** Sentence for a request above a cap. */
	public static function collected( string $locale ): string {
		return LocaleSwitcher::run(
			$locale,
			static fn(): string => __(
				'Your request is saved. Many requests are coming in, so the team gets yours together with others.',
				'aaia-chatbot',
			),
		);
	}

	/**
	 * Says below the field for the address, before anything is sent, what is mailed to it.
	 *
	 * An address gets the question whether it is right when the request is made, if acknowledgements are wanted, else when there is a reply
	 * that the visitor has not seen.
	 */
	public function email_note( string $locale ): string {
		$replies     = $this->settings->bool( 'visitor_reply_mails' );
		$acknowledge = $this->settings->bool( 'acknowledge_mail' );
		return LocaleSwitcher::run(
			$locale,
			static fn(): string => match ( true ) {
				$replies && $acknowledge => __(
					'We’ll send a link to this address. Open it, and our answers will also reach you by e-mail.',
					'aaia-chatbot',
				),
				$acknowledge => __( 'We’ll send a link to this address. Open it to get a confirmation by e-mail.', 'aaia-chatbot' ),
				$replies => __( 'If you leave before we answer, we’ll e-mail you a link to confirm this address, then our answer.', 'aaia-chatbot' ),
				default => __( 'With your e-mail address, we can also write to you if you leave.', 'aaia-chatbot' ),
			}
		);
	}

	/** Sentence about the address; empty when the owner has switched acknowledgements by mail off. */
	private function about_address( string $locale ): string {
		return $this->settings->bool( 'acknowledge_mail' )
			? LocaleSwitcher::run(
				$locale,
				static fn(): string => __(
					'Open the link in the e-mail we send you to get a confirmation by e-mail too.',
					'aaia-chatbot',
				),
			)
			: '';
	}
}
