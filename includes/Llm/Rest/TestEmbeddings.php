<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\ConnectionReport;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingTest;

/** POST /embeddings/test: has two sentences embedded by the saved server and answers in sentences how it went. Takes up to twenty seconds. */
final class TestEmbeddings extends ConnectionRoute {

	public function __construct( private readonly EmbeddingTest $test ) {}

	public function path(): string {
		return '/embeddings/test';
	}

	protected function report(): ConnectionReport {
		return $this->test->run();
	}
}
