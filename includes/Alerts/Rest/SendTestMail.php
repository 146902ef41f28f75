<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

use Aaia\Chatbot\Alerts\TestMail;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** POST /alerts/test: sends a test mail to the support recipients at once and answers in words how it went. */
final class SendTestMail extends StaffRoute {

	public function __construct( private readonly TestMail $test ) {}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/alerts/test';
	}

	public function capability(): Capability {
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

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		return RouteResult::ok( $this->test->send() );
	}
}
