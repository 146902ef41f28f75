<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\TestMail;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;

/** POST /alerts/test: sends a test mail to the support recipients at once and answers in words how it went. */
final class SendTestMail extends TestRoute {

	public function __construct( private readonly TestMail $test ) {}

	public function path(): string {
		return '/alerts/test';
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		return RouteResult::ok( $this->test->send() );
	}
}
