<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Llm\ConnectionReport;

/** Tries a connection as it is saved and answers in sentences how it went. */
abstract class ConnectionRoute extends StaffRoute {

	/** Tries it. */
	abstract protected function report(): ConnectionReport;

	final public function method(): string {
		return 'POST';
	}

	final public function capability(): Capability {
		return Capability::Manage;
	}

	final public function answer(): Schema {
		return Schema::closed(
			[
				'ok'        => Schema::bool(),
				'sentences' => Schema::list_of( Schema::string() ),
			]
		)->named( 'ConnectionOutcome' );
	}

	final protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$report = $this->report();
		return RouteResult::ok(
			[
				'ok'        => $report->ok,
				'sentences' => $report->sentences,
			]
		);
	}
}
