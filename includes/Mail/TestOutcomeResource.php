<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Schema;

/** REST format of the outcome of a test. */
final class TestOutcomeResource {

	public static function schema(): Schema {
		return Schema::closed( [
			'ok'      => Schema::bool(),
			'message' => Schema::string(),
		] )->named( 'TestOutcome' );
	}
}
