<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/** An outgoing request that got no answer. The message is a sentence, with what WordPress said of it where it said something. */
final class CallFailure extends \RuntimeException {

	public function __construct( public readonly CallFailureKind $kind, string $message = '' ) {
		parent::__construct( '' === $message ? $kind->sentence() : $kind->sentence() . ' (' . $message . ')' );
	}
}
