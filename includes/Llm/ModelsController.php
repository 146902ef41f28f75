<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingTest;

/** Tests the saved connections to models on request and answers with sentences about the result. */
final class ModelsController extends StaffController {

	public static function routes(): array {
		$outcome = Schema::closed( [
			'ok'        => Schema::bool(),
			'sentences' => Schema::list_of( Schema::string() ),
		] )->named( 'ConnectionOutcome' );
		return [
			Operation::post( '/models/test', 'test_model', Capability::Manage )->answers( $outcome ),
			Operation::post( '/embeddings/test', 'test_embeddings', Capability::Manage )->answers( $outcome ),
		];
	}

	public function __construct(
		private readonly ConnectionTest $connection_test,
		private readonly EmbeddingTest $embedding_test,
	) {}

	/** Tests the chat model. Takes up to half a minute. */
	public function test_model(): RouteResult {
		return self::outcome( $this->connection_test->run() );
	}

	/** Tests the embedding model. Takes up to twenty seconds. */
	public function test_embeddings(): RouteResult {
		return self::outcome( $this->embedding_test->run() );
	}

	private static function outcome( ConnectionReport $report ): RouteResult {
		return RouteResult::ok( [
			'ok'        => $report->ok,
			'sentences' => $report->sentences,
		] );
	}
}
