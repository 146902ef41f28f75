<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** A REST response that is a file, written piece by piece while it is made; StreamServer serves it. */
final class FileResponse extends \WP_REST_Response {

	/** @param \Closure(): iterable<string> $pieces */
	public function __construct( public readonly \Closure $pieces ) {
		parent::__construct( null, 200 );
	}
}
