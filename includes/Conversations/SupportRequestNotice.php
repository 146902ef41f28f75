<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Settings\Settings;

/**
 * What a visitor who asked for a person is told in the conversation: when the team is there, and how to get an acknowledgement by mail.
 *
 * @phpstan-type Sentences array{collected: string, expected: string, address: string}
 */
final class SupportRequestNotice {

	public function __construct(
		private readonly TeamAvailability $availability,
		private readonly Settings $settings,
	) {}

	/**
	 * Everything that may have to be said, in the language of the conversation; each sentence may be empty.
	 *
	 * Made before a conversation is locked: switching the language reads files. What is said about an address is the same whether it was
	 * written to before or not, so that nobody learns anything about it.
	 *
	 * @return Sentences
	 */
	public function sentences( string $locale, \DateTimeImmutable $now ): array {
		return LocaleSwitcher::run(
			$locale,
			fn(): array => [
				'collected' => self::collected( $locale ),
				'expected'  => $this->availability->sentence( $locale, $now ),
				'address'   => $this->about_address( $locale ),
			]
		);
	}

	/** What a visitor is told whose request came above a cap. */
	public static function collected( string $locale ): string {
		return LocaleSwitcher::run( $locale, static fn(): string => __( 'Your request is saved. Many requests came in, so the team is told of yours together with others.', 'aaia-chatbot' ) );
	}

	/** The sentence about an address; empty when the owner wants no acknowledgements by mail. */
	private function about_address( string $locale ): string {
		return $this->settings->bool( 'acknowledge_mail' )
			? LocaleSwitcher::run( $locale, static fn(): string => __( 'When you open the link in the mail we send to your address, you also get an acknowledgement by e-mail.', 'aaia-chatbot' ) )
			: '';
	}
}
