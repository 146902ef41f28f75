<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

/** An outgoing request that got no answer. The message is for logs, not for people. */
final class CallFailure extends \RuntimeException {

	public function __construct( public readonly CallFailureKind $kind, string $message = '' ) {
		parent::__construct( '' === $message ? $kind->value : $message );
	}
}
