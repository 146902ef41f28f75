<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ContentIndex;
use Aaia\Chatbot\Content\History\VersionRepository;
use Aaia\Chatbot\Search\Embeddings\CreateVectorTables;
use Aaia\Chatbot\Search\Embeddings\EmbedChunks;
use Aaia\Chatbot\Search\Embeddings\EmbeddingHooks;
use Aaia\Chatbot\Search\Embeddings\EmbeddingsController;
use Aaia\Chatbot\Search\Embeddings\HybridSearch;
use Aaia\Chatbot\Search\Embeddings\VectorSynchronizer;
use Aaia\Chatbot\Search\History\PastSearch;
use Aaia\Chatbot\Search\Index\BuiltInIndex;
use Aaia\Chatbot\Search\Index\ChunkVectors;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/** Search: the index, ranking and embeddings. */
final class SearchModule {

	public const MIGRATIONS = [ CreateVectorTables::class ];

	public const CONTROLLERS = [ SearchController::class, StatisticsController::class, EmbeddingsController::class ];

	public const JOBS = [
		MergeIndex::NAME  => MergeIndex::class,
		EmbedChunks::NAME => EmbedChunks::class,
	];

	public const SCHEDULES = [
		MergeIndex::NAME  => MergeIndex::EVERY_SECONDS,
		EmbedChunks::NAME => EmbedChunks::EVERY_SECONDS,
	];

	public const BINDINGS = [
		ContentIndex::class  => DocumentIndexer::class,
		PassageSearch::class => ChosenSearch::class,
		ChosenSearch::class  => [ self::class, 'chosen_search' ],
		ChunkVectors::class  => VectorSynchronizer::class,
		PastSearch::class    => [ self::class, 'past_search' ],
	];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [ [ 'aaia_chatbot_settings_saved', EmbeddingHooks::class, 'settings_saved' ] ];
	}

	public static function chosen_search( HybridSearch $builtin ): ChosenSearch {
		return new ChosenSearch( $builtin );
	}

	/** Past searches run on an index without vectors, because their changes are rolled back. */
	public static function past_search( Database $database, Clock $clock, VersionRepository $versions ): PastSearch {
		return new PastSearch( $database, new BuiltInIndex( $database, $clock ), $versions );
	}
}
