<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Rest;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingTest;

/** POST /embeddings/test: has two sentences embedded by the saved server and answers in sentences how it went. Takes up to twenty seconds. */
final class TestEmbeddings extends StaffRoute {

	public function __construct( private readonly EmbeddingTest $test ) {}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/embeddings/test';
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
