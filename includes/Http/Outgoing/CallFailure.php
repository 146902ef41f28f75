<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/**
 * An outgoing request failed. The message is a sentence, with WordPress's error message in brackets if there is one.
 *
 * It may be shown and logged: keys are removed, and so are the paths of URLs, which can be secrets (webhooks).
 */
final class CallFailure extends \RuntimeException {

	/** WordPress's error message; may be empty. */
	public readonly string $detail;

	/**
	 * @param string       $detail  Message of WordPress or of the server.
	 * @param bool         $begun   Whether bytes of a response were received.
	 * @param list<string> $secrets Keys that were sent.
	 */
	public function __construct(
		public readonly CallFailureKind $kind,
		string $detail = '',
		public readonly bool $begun = false,
		#[\SensitiveParameter] array $secrets = [],
	) {
		$this->detail = Redaction::redact( (string) preg_replace( '#(https?://[^/?\s]+)[/?][^\s)]*#i', '$1/…', $detail ), ...$secrets );
		parent::__construct( '' === $this->detail ? $kind->sentence() : $kind->sentence() . ' (' . $this->detail . ')' );
	}
}
