<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\ConnectionReport;
use Aaia\Chatbot\Llm\ConnectionTest;

/** POST /models/test: asks the saved model for a word and answers in sentences how it went. Takes up to half a minute. */
final class TestModel extends ConnectionRoute {

	public function __construct( private readonly ConnectionTest $test ) {}

	public function path(): string {
		return '/models/test';
	}

	protected function report(): ConnectionReport {
		return $this->test->run();
	}
}
