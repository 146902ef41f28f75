<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** A route that sends a test at once, because somebody who may change settings waits for it, and answers in words how it went. */
abstract class TestRoute extends StaffRoute {

	final public function method(): string {
		return 'POST';
	}

	final public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'ok'      => Schema::bool(),
				'message' => Schema::string(),
			]
		)->named( 'TestOutcome' );
	}
}
