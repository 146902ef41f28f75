<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Sources\ContentTypes;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Jobs\JobQueue;

/** The sources of documents, and the post types to choose from. */
final class SourcesController extends StaffController {

	public static function routes(): array {
		return [
			Operation::get( '/knowledge/sources', 'list', Capability::Manage )
				->answers( Schema::closed( [ 'items' => Schema::list_of( self::source() ) ] )->named( 'KnowledgeSourceStates' ) ),
			Operation::post( '/knowledge/sources/{name}/sync', 'sync', Capability::Manage )
				->answers( Schema::closed( [ 'queued' => Schema::bool() ] ) ),
			Operation::get( '/knowledge/content', 'content', Capability::Manage )
				->answers( Schema::closed( [ 'items' => Schema::list_of( self::content_kind() ) ] )->named( 'KnowledgeContentKinds' ) ),
		];
	}

	public function __construct(
		private readonly KnowledgeSources $sources,
		private readonly ContentStatistics $statistics,
		private readonly ContentTypes $types,
		private readonly JobQueue $jobs,
	) {}

	/** Sources that can be synced, then imports. `queued`: a sync waits for a worker. */
	public function list(): RouteResult {
		$rows   = array_column( $this->statistics->by_source(), null, 'source' );
		$names  = array_map( static fn( KnowledgeSource $source ): string => $source->name(), $this->sources->all() );
		$queued = SyncSource::waiting( $this->jobs, $names );
		$all    = [];
		foreach ( $this->sources->all() as $source ) {
			$row = $rows[ $source->name() ] ?? [];
			if ( 'running' !== ( $row['state'] ?? 'idle' ) && in_array( $source->name(), $queued, true ) ) {
				$row = [ 'state' => 'queued' ] + $row;
			}
			$all[ $source->name() ] = self::body( $source->name(), $source->label(), $row, true );
		}
		foreach ( $rows as $name => $row ) {
			$all[ $name ] ??= self::body( (string) $name, $row['label'], $row, false );
		}
		return RouteResult::ok( [ 'items' => array_values( $all ) ] );
	}

	/** Queues a sync of a source. Two requests queue one job. */
	public function sync( Input $input, \WP_REST_Request $request ): RouteResult {
		$name = $this->in_path( $request, 'name' );
		foreach ( $this->sources->all() as $source ) {
			if ( $source->name() === $name ) {
				if ( $source instanceof AskedSource ) {
					$source->asked();
				}
				SyncSource::queue( $this->jobs, $name );
				return RouteResult::accepted( [ 'queued' => true ] );
			}
		}
		return RouteResult::not_found();
	}

	/** The post types to choose from. The choice is the setting `knowledge_post_types`. */
	public function content(): RouteResult {
		return RouteResult::ok( [ 'items' => $this->types->choices() ] );
	}

	/**
	 * @param array{documents?: int, chunks?: int, state?: string, done?: int, total?: int, last_sync?: string, error?: string} $row
	 *        Empty before the first sync.
	 * @param bool $syncs Whether the source can be synced; imports cannot.
	 *
	 * @return array<string, mixed>
	 */
	private static function body( string $name, string $label, array $row, bool $syncs ): array {
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

	private static function source(): Schema {
		return Schema::closed( [
			'name'      => Schema::string(),
			'label'     => Schema::string(),
			'documents' => Schema::int(),
			'chunks'    => Schema::int(),
			'state'     => Schema::enum( 'idle', 'queued', 'running' ),
			'done'      => Schema::int(),
			'total'     => Schema::int(),
			'last_sync' => Schema::string()->nullable(),
			'error'     => Schema::string()->nullable(),
			'syncs'     => Schema::bool(),
		] )->named( 'KnowledgeSourceState' );
	}

	private static function content_kind(): Schema {
		return Schema::closed( [
			'name'      => Schema::string(),
			'label'     => Schema::string(),
			'published' => Schema::int(),
			'there'     => Schema::bool(),
		] )->named( 'KnowledgeContentKind' );
	}
}
