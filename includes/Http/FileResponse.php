<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** A file as a REST response, sent piece by piece by StreamServer. */
final class FileResponse extends \WP_REST_Response {

	/** @param \Closure(): iterable<string> $pieces */
	public function __construct( public readonly \Closure $pieces, int $status = 200 ) {
		parent::__construct( null, $status );
	}
}
