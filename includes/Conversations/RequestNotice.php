<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\InLocale;
use Aaia\Chatbot\Settings\Settings;

/** What a visitor who asked for a person is told in the conversation: when the team is there, and how to get an acknowledgement by mail. */
final class RequestNotice {

	public function __construct(
		private readonly ExpectedAnswer $expected,
		private readonly Settings $settings,
	) {}

	/**
	 * Sentences in the language of the conversation, or empty.
	 *
	 * @param bool $with_address Whether the request came with an e-mail address. What is said is the same whether that address was
	 *                           written to before or not, so that nobody learns anything about it.
	 * @param bool $collected    Too many came in to be told one by one.
	 */
	public function sentences( string $locale, \DateTimeImmutable $now, bool $with_address, bool $collected = false ): string {
		return trim( ( $collected ? self::collected( $locale ) . ' ' : '' ) . $this->expected->sentence( $locale, $now ) . ' ' . ( $with_address ? $this->about_address( $locale ) : '' ) );
	}

	/** What a visitor is told whose request came above a cap. */
	public static function collected( string $locale ): string {
		return InLocale::speak( $locale, static fn(): string => __( 'Your request is saved. Many requests came in, so the team is told of yours together with others.', 'aaia-chatbot' ) );
	}

	/** The sentence about an address alone; empty when the owner wants no acknowledgements by mail. */
	public function about_address( string $locale ): string {
		return $this->settings->bool( 'acknowledge_mail' )
			? InLocale::speak( $locale, static fn(): string => __( 'When you open the link in the mail we send to your address, you also get an acknowledgement by e-mail.', 'aaia-chatbot' ) )
			: '';
	}
}
