<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ContentStatistics;
use Aaia\Chatbot\Content\DocumentListRepository;
use Aaia\Chatbot\Content\DocumentResource;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Storage\Database;

/** Shows the size of the index, the duration of a search, and advice when answers are slow. Reads whole tables. */
final class StatisticsController extends StaffController {

	/** Number of largest documents listed. */
	private const LARGEST = 5;

	/** Number of kinds of content listed. */
	private const KINDS = 8;

	public static function routes(): array {
		$kind = Schema::closed( [
			'label'     => Schema::string(),
			'type'      => Schema::string(),
			'documents' => Schema::int(),
			'chunks'    => Schema::int(),
		] )->named( 'KnowledgeKind' );
		return [
			Operation::get( '/knowledge/statistics', 'show', Capability::Manage )->answers( Schema::closed( [
				'documents'   => Schema::int(),
				'chunks'      => Schema::int(),
				'excluded'    => Schema::int(),
				'text_bytes'  => Schema::int(),
				'index_bytes' => Schema::int(),
				'advice'      => Schema::string()->nullable(),
				'search_ms'   => Schema::number()->nullable(),
				'kinds'       => Schema::list_of( $kind ),
				'largest'     => Schema::list_of( DocumentResource::schema() ),
			] )->named( 'KnowledgeTotals' ) ),
		];
	}

	public function __construct(
		private readonly Database $database,
		private readonly IndexStatistics $index,
		private readonly ContentStatistics $content,
		private readonly DocumentListRepository $documents,
		private readonly SearchTiming $timing,
	) {}

	public function show(): RouteResult {
		$totals       = $this->index->totals();
		$milliseconds = $this->timing->milliseconds();
		return RouteResult::ok( [
			'documents'   => $totals['documents'],
			'chunks'      => $totals['chunks'],
			'excluded'    => $this->documents->count_excluded(),
			'text_bytes'  => $totals['text_bytes'],
			'index_bytes' => $totals['index_bytes'],
			'advice'      => IndexStatistics::advice( $totals['chunks'], $this->database->is_sqlite(), $milliseconds ),
			'search_ms'   => $milliseconds,
			'kinds'       => array_slice( $this->content->by_kind(), 0, self::KINDS ),
			'largest'     => array_map( DocumentResource::of( ... ), $this->documents->largest( self::LARGEST ) ),
		] );
	}
}
