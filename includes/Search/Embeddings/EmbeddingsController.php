<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;

/** Shows the cost and progress of embeddings, starts and deletes them. Each response reads whole tables. */
final class EmbeddingsController extends StaffController {

	public static function routes(): array {
		$state = self::schema();
		return [
			Operation::get( '/knowledge/embeddings', 'show', Capability::Manage )->answers( $state ),
			Operation::post( '/knowledge/embeddings', 'start', Capability::Manage )->answers( $state ),
			Operation::delete( '/knowledge/embeddings', 'delete', Capability::Manage )->answers( $state ),
		];
	}

	public function __construct( private readonly EmbeddingService $embeddings ) {}

	public function show(): RouteResult {
		return RouteResult::ok( $this->state() );
	}

	/** Starts embedding all passages with the saved model, as a job. Repeated requests have no further effect. */
	public function start(): RouteResult {
		$this->embeddings->start();
		return RouteResult::accepted( $this->state() );
	}

	/** Stops the use of vectors in searches. A job deletes the vectors. */
	public function delete(): RouteResult {
		$this->embeddings->delete();
		return RouteResult::ok( $this->state() );
	}

	/** @return array<string, mixed> */
	private function state(): array {
		$status = $this->embeddings->status();
		return [ 'progress' => $status->progress->value ] + get_object_vars( $status );
	}

	private static function schema(): Schema {
		return Schema::closed( [
			'progress'     => Schema::enum( ...array_column( EmbeddingProgress::cases(), 'value' ) ),
			'chunks'       => Schema::int(),
			'estimate'     => Schema::int(),
			'done'         => Schema::int(),
			'refused'      => Schema::int(),
			'tokens'       => Schema::int(),
			'tokens_today' => Schema::int(),
			'daily'        => Schema::int(),
			'bytes'        => Schema::int(),
			'searched'     => Schema::string(),
			'dimensions'   => Schema::int(),
			'problem'      => Schema::string(),
		] )->named( 'EmbeddingState' );
	}
}
