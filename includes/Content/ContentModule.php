<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\History\CreateVersionTable;
use Aaia\Chatbot\Content\History\PurgeVersions;
use Aaia\Chatbot\Content\History\VersionRepository;
use Aaia\Chatbot\Content\Sources\AnswersController;
use Aaia\Chatbot\Content\Sources\AnswerSource;
use Aaia\Chatbot\Content\Sources\FilesController;
use Aaia\Chatbot\Content\Sources\FileSource;
use Aaia\Chatbot\Content\Sources\MarkdownUploads;
use Aaia\Chatbot\Content\Sources\PostSource;
use Aaia\Chatbot\Content\Web\AddressRepository;
use Aaia\Chatbot\Content\Web\CreateWebTables;
use Aaia\Chatbot\Content\Web\ReadPages;
use Aaia\Chatbot\Content\Web\WebAddressesController;
use Aaia\Chatbot\Content\Web\WebSource;
use Aaia\Chatbot\Health\CheckHealth;
use Aaia\Chatbot\Health\CheckLinks;
use Aaia\Chatbot\Health\CreateHealthTables;
use Aaia\Chatbot\Health\EditorPanel;
use Aaia\Chatbot\Health\FindingsController;
use Aaia\Chatbot\Health\SavedPosts;
use Aaia\Chatbot\Http\GuestAccess;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Search\ChosenSearch;
use Aaia\Chatbot\Search\Embeddings\CreateVectorTables;
use Aaia\Chatbot\Search\Embeddings\EmbedChunks;
use Aaia\Chatbot\Search\Embeddings\EmbeddingHooks;
use Aaia\Chatbot\Search\Embeddings\EmbeddingsController;
use Aaia\Chatbot\Search\Embeddings\FollowChunks;
use Aaia\Chatbot\Search\Embeddings\FusedSearch;
use Aaia\Chatbot\Search\History\PastSearch;
use Aaia\Chatbot\Search\Index\BuiltInIndex;
use Aaia\Chatbot\Search\Index\ChunkVectors;
use Aaia\Chatbot\Search\KeepIndex;
use Aaia\Chatbot\Search\PassageSearch;
use Aaia\Chatbot\Search\SearchController;
use Aaia\Chatbot\Search\StatisticsController;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Support\Clock;

/** What the assistant knows: sources, documents, their index and their health. */
final class ContentModule {

	public const MIGRATIONS = [
		CreateKnowledgeTables::class,
		CreateKnowledgeAnswers::class,
		CreateWebTables::class,
		CreateVectorTables::class,
		CreateFileStates::class,
		AddSyncRuns::class,
		CreateVersionTable::class,
		CreateHealthTables::class,
	];

	public const SETTINGS = [ ContentSettings::class ];

	public const CONTROLLERS = [
		SearchController::class,
		SourcesController::class,
		StatisticsController::class,
		DocumentsController::class,
		FilesController::class,
		AnswersController::class,
		WebAddressesController::class,
		FindingsController::class,
		EmbeddingsController::class,
	];

	public const JOBS = [
		SyncSource::NAME    => SyncSource::class,
		KeepIndex::NAME     => KeepIndex::class,
		PurgeVersions::NAME => PurgeVersions::class,
		IndexPost::NAME     => IndexPost::class,
		ReadPages::NAME     => ReadPages::class,
		CheckHealth::NAME   => CheckHealth::class,
		CheckLinks::NAME    => CheckLinks::class,
		EmbedChunks::NAME   => EmbedChunks::class,
	];

	public const SCHEDULES = [
		SyncSource::NAME    => SyncSource::EVERY_SECONDS,
		KeepIndex::NAME     => KeepIndex::EVERY_SECONDS,
		ReadPages::NAME     => [ ReadPages::EVERY_SECONDS, AddressRepository::class, 'due' ],
		PurgeVersions::NAME => PurgeVersions::EVERY_SECONDS,
		CheckHealth::NAME   => CheckHealth::EVERY_SECONDS,
		CheckLinks::NAME    => CheckLinks::EVERY_SECONDS,
		EmbedChunks::NAME   => EmbedChunks::EVERY_SECONDS,
	];

	public const BINDINGS = [
		PassageSearch::class    => ChosenSearch::class,
		ChosenSearch::class     => [ self::class, 'chosen_search' ],
		ChunkVectors::class     => FollowChunks::class,
		PastSearch::class       => [ self::class, 'past_search' ],
		KnowledgeSources::class => [ self::class, 'sources' ],
		IndexPost::class        => [ self::class, 'index_post' ],
		PostUpdates::class      => [ self::class, 'post_updates' ],
	];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [
			...ContentHooks::hooks(),
			...OtherPlugins::hooks(),
			[ 'admin_init', MarkdownUploads::class, 'begin' ],
			[ 'wp_handle_upload_prefilter', MarkdownUploads::class, 'begin' ],
			[ 'wp_handle_sideload_prefilter', MarkdownUploads::class, 'begin' ],
			[ 'wp_after_insert_post', SavedPosts::class, 'saved', 30 ],
			[ 'aaia_chatbot_settings_saved', SavedPosts::class, 'settings_saved' ],
			[ 'aaia_chatbot_settings_saved', EmbeddingHooks::class, 'settings_saved' ],
			[ 'enqueue_block_editor_assets', EditorPanel::class, 'enqueue' ],
			[ 'load-post.php', EditorPanel::class, 'begin' ],
		];
	}

	public static function chosen_search( FusedSearch $builtin ): ChosenSearch {
		return new ChosenSearch( $builtin );
	}

	/** Searches of earlier days are repeated on an index that nothing follows. */
	public static function past_search( Database $database, Clock $clock, VersionRepository $versions ): PastSearch {
		return new PastSearch( $database, new BuiltInIndex( $database, $clock ), $versions );
	}

	/** Our sources; other plugins add theirs by the filter `aaia_chatbot_knowledge_sources`. */
	public static function sources( PostSource $posts, FileSource $files, AnswerSource $answers, WebSource $web ): KnowledgeSources {
		return new KnowledgeSources( [ $posts, $files, $answers, $web ] );
	}

	public static function index_post( PostSource $posts, FileSource $files, SourceRepository $sources, ContentService $service, JobQueue $jobs, GuestAccess $access ): IndexPost {
		return new IndexPost( [ $posts, $files ], $sources, $service, $jobs, $access );
	}

	public static function post_updates( IndexPost $index, JobQueue $jobs, Database $database, SiteState $state ): PostUpdates {
		return new PostUpdates( $index, $jobs, $database, $state, 'cli' !== PHP_SAPI && ! wp_doing_cron() );
	}
}
