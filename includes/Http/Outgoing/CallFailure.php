<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/**
 * An outgoing request that got no answer. The message is a sentence, with what WordPress said of it where it said something.
 *
 * It may be shown and logged: keys are taken out, and addresses are named without their paths, which can be secrets (webhooks).
 */
final class CallFailure extends \RuntimeException {

	/** What WordPress said; empty when it said nothing. */
	public readonly string $detail;

	/**
	 * @param string       $detail  As WordPress or the server said it.
	 * @param bool         $begun   Whether bytes of an answer had come.
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
