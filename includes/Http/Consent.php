<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;

/** What a visitor must agree to before writing, when the owner asks for it. */
final class Consent {

	public function __construct( private readonly Settings $settings ) {}

	/** Whether the owner asks. */
	public function required(): bool {
		return $this->settings->bool( 'consent_required' );
	}

	/** The owner's words; empty when the panel should use its own. */
	public function text(): string {
		return $this->settings->text( 'consent_text' );
	}

	/** Changes with the words, so that an older agreement does not count for new ones. */
	public function version(): string {
		return substr( hash( 'sha256', $this->text() ), 0, 16 );
	}

	/** Whether this visitor may write. */
	public function given_by( Visitor $visitor ): bool {
		return ! $this->required() || $this->version() === $visitor->consent_version;
	}
}
