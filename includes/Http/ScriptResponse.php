<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** A REST response that is a script for a page; StreamServer serves it. */
final class ScriptResponse extends \WP_REST_Response {

	public function __construct( public readonly string $code ) {
		parent::__construct( null, 200 );
	}
}
