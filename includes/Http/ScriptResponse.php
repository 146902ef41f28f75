<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** A script as a REST response, served by StreamServer. */
final class ScriptResponse extends \WP_REST_Response {

	public function __construct( public readonly string $code ) {
		parent::__construct( null, 200 );
	}
}
