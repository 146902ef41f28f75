<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;

/** The notice that visitors agree to before their first message, if the owner requires it. */
final class Consent {

	public function __construct( private readonly Settings $settings ) {}

	public function required(): bool {
		return $this->settings->bool( 'consent_required' );
	}

	/** The owner's text; empty for the built-in one, in the visitor's language. */
	public function text(): string {
		return $this->settings->text( 'consent_text' );
	}

	/** Version of the text: consent to an older text does not count for a new one. */
	public function version(): string {
		return substr( hash( 'sha256', $this->text() ), 0, 16 );
	}

	/** Whether this visitor may write. */
	public function given_by( Visitor $visitor ): bool {
		return ! $this->required() || $this->version() === $visitor->consent_version;
	}
}
