<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\KnowledgeSources;
use Aaia\Chatbot\Knowledge\KnowledgeStatistics;

/** GET /knowledge/sources: where the assistant's knowledge comes from, and where each source stands. */
final class ListSources extends StaffRoute {

	public function __construct(
		private readonly KnowledgeSources $sources,
		private readonly KnowledgeStatistics $statistics,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/knowledge/sources';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'items' => Schema::list_of(
					Schema::closed(
						[
							'name'      => Schema::string(),
							'label'     => Schema::string(),
							'documents' => Schema::int(),
							'chunks'    => Schema::int(),
							'state'     => Schema::enum( 'idle', 'running' ),
							'done'      => Schema::int(),
							'total'     => Schema::int(),
							'last_sync' => Schema::string()->nullable(),
							'error'     => Schema::string()->nullable(),
							'syncs'     => Schema::bool(),
						]
					)->named( 'KnowledgeSourceState' )
				),
			]
		)->named( 'KnowledgeSourceStates' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$rows = array_column( $this->statistics->by_source(), null, 'source' );
		$all  = [];
		foreach ( $this->sources->all() as $source ) {
			$all[ $source->name() ] = $this->shown( $source->name(), $source->label(), $rows[ $source->name() ] ?? [], true );
		}
		foreach ( $rows as $name => $row ) {
			$all[ $name ] ??= $this->shown( (string) $name, $row['label'], $row, false );
		}
		return RouteResult::ok( [ 'items' => array_values( $all ) ] );
	}

	/**
	 * @param array{documents?: int, chunks?: int, state?: string, done?: int, total?: int, last_sync?: string, error?: string} $row   Empty before its first sync.
	 * @param bool                                                                                                             $syncs Whether it can be read anew; what was imported cannot.
	 *
	 * @return array<string, mixed>
	 */
	private function shown( string $name, string $label, array $row, bool $syncs ): array {
		$last  = $row['last_sync'] ?? '';
		$error = $row['error'] ?? '';
		return [
			'name'      => $name,
			'label'     => $label,
			'documents' => $row['documents'] ?? 0,
			'chunks'    => $row['chunks'] ?? 0,
			'state'     => $row['state'] ?? 'idle',
			'done'      => $row['done'] ?? 0,
			'total'     => $row['total'] ?? 0,
			'last_sync' => '' === $last ? null : $last,
			'error'     => '' === $error ? null : $error,
			'syncs'     => $syncs,
		];
	}
}
