<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** A stream as a REST response, served by StreamServer. */
final class StreamResponse extends \WP_REST_Response {

	/** @param \Closure(SseWriter): void $write */
	public function __construct( public readonly \Closure $write, int $status ) {
		parent::__construct( null, $status );
	}
}
