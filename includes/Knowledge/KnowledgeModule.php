<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\GuestAccess;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Knowledge\Embeddings\CreateVectorTables;
use Aaia\Chatbot\Knowledge\Embeddings\EmbedChunks;
use Aaia\Chatbot\Knowledge\Embeddings\EmbeddingHooks;
use Aaia\Chatbot\Knowledge\Embeddings\EmbeddingsController;
use Aaia\Chatbot\Knowledge\Embeddings\FollowChunks;
use Aaia\Chatbot\Knowledge\Embeddings\FusedSearch;
use Aaia\Chatbot\Knowledge\Health\CheckHealth;
use Aaia\Chatbot\Knowledge\Health\CheckLinks;
use Aaia\Chatbot\Knowledge\Health\CreateHealthTables;
use Aaia\Chatbot\Knowledge\Health\EditorPanel;
use Aaia\Chatbot\Knowledge\Health\FindingsController;
use Aaia\Chatbot\Knowledge\Health\SavedPosts;
use Aaia\Chatbot\Knowledge\History\CreateVersionTable;
use Aaia\Chatbot\Knowledge\History\PastSearch;
use Aaia\Chatbot\Knowledge\History\PurgeVersions;
use Aaia\Chatbot\Knowledge\History\VersionRepository;
use Aaia\Chatbot\Knowledge\Index\BuiltInIndex;
use Aaia\Chatbot\Knowledge\Index\ChunkVectors;
use Aaia\Chatbot\Knowledge\Sources\AnswersController;
use Aaia\Chatbot\Knowledge\Sources\AnswerSource;
use Aaia\Chatbot\Knowledge\Sources\FilesController;
use Aaia\Chatbot\Knowledge\Sources\FileSource;
use Aaia\Chatbot\Knowledge\Sources\MarkdownUploads;
use Aaia\Chatbot\Knowledge\Sources\PostSource;
use Aaia\Chatbot\Knowledge\Web\AddressRepository;
use Aaia\Chatbot\Knowledge\Web\CreateWebTables;
use Aaia\Chatbot\Knowledge\Web\ReadPages;
use Aaia\Chatbot\Knowledge\Web\WebAddressesController;
use Aaia\Chatbot\Knowledge\Web\WebSource;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Support\Clock;

/** What the assistant knows: sources, documents, their index and their health. */
final class KnowledgeModule {

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

	public const SETTINGS = [ KnowledgeSettings::class ];

	public const CONTROLLERS = [
		KnowledgeSearchController::class,
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

	public static function index_post( PostSource $posts, FileSource $files, SourceRepository $sources, KnowledgeService $service, JobQueue $jobs, GuestAccess $access ): IndexPost {
		return new IndexPost( [ $posts, $files ], $sources, $service, $jobs, $access );
	}

	public static function post_updates( IndexPost $index, JobQueue $jobs, Database $database, SiteState $state ): PostUpdates {
		return new PostUpdates( $index, $jobs, $database, $state, 'cli' !== PHP_SAPI && ! wp_doing_cron() );
	}
}
