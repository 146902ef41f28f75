<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

/** Thrown by a handler that wants to run again later. */
final class RetryLater extends \RuntimeException {

	/** @param int $seconds From now, at least 1. */
	public function __construct( public readonly int $seconds, string $reason = '' ) {
		parent::__construct( $reason );
	}
}
