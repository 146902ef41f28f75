<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Rest;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Llm\ConnectionTest;

/** POST /models/test: asks the saved model for a word and answers in sentences how it went. Takes up to half a minute. */
final class TestModel extends StaffRoute {

	public function __construct( private readonly ConnectionTest $test ) {}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/models/test';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'ok'        => Schema::bool(),
				'sentences' => Schema::list_of( Schema::string() ),
			]
		)->named( 'ConnectionOutcome' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$report = $this->test->run();
		return RouteResult::ok(
			[
				'ok'        => $report->ok,
				'sentences' => $report->sentences,
			]
		);
	}
}
