<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;

/**
 * Recipients of requests for a person unless a rule names others: the support address, or the site's admin address. From settings only.
 */
final class SupportRecipients {

	public function __construct( private readonly Settings $settings ) {}

	/** @return list<string> Valid addresses, each once; empty when the site has none at all. */
	public function addresses(): array {
		$typed = $this->settings->text( 'support_email' );
		$valid = $this->valid( $typed );
		return [] === $valid ? $this->valid( (string) get_option( 'admin_email' ) ) : $valid;
	}

	/** @return list<string> */
	private function valid( string $typed ): array {
		$addresses = array_map( 'trim', preg_split( '/[\s,;]+/', $typed ) ?: [] );
		return array_values( array_unique( array_filter( $addresses, static fn( string $address ): bool => false !== is_email( $address ) ) ) );
	}
}
