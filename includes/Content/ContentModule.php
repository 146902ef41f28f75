<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\History\CreateVersionTable;
use Aaia\Chatbot\Content\History\PurgeVersions;
use Aaia\Chatbot\Content\Sources\AnswerImportsController;
use Aaia\Chatbot\Content\Sources\AnswerRepository;
use Aaia\Chatbot\Content\Sources\AnswersController;
use Aaia\Chatbot\Content\Sources\AnswerSource;
use Aaia\Chatbot\Content\Sources\ApplyValidity;
use Aaia\Chatbot\Content\Sources\CreateAnswerImports;
use Aaia\Chatbot\Content\Sources\FilesController;
use Aaia\Chatbot\Content\Sources\FileSource;
use Aaia\Chatbot\Content\Sources\ImportAnswers;
use Aaia\Chatbot\Content\Sources\MarkdownUploads;
use Aaia\Chatbot\Content\Sources\PostSource;
use Aaia\Chatbot\Content\Sources\VersionAnswers;
use Aaia\Chatbot\Content\Web\CrawlPages;
use Aaia\Chatbot\Content\Web\CreateWebTables;
use Aaia\Chatbot\Content\Web\WebAddressesController;
use Aaia\Chatbot\Content\Web\WebAddressRepository;
use Aaia\Chatbot\Content\Web\WebSource;
use Aaia\Chatbot\Http\GuestAccess;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\SiteState;

/** The content that the assistant answers from: sources, and the documents read from them. */
final class ContentModule {

	public const MIGRATIONS = [
		CreateKnowledgeTables::class,
		CreateKnowledgeAnswers::class,
		CreateWebTables::class,
		CreateFileStates::class,
		AddSyncRuns::class,
		CreateVersionTable::class,
		AddFileHashes::class,
		CreateAnswerImports::class,
		VersionAnswers::class,
	];

	public const SETTINGS = [ ContentSettings::class ];

	public const CONTROLLERS = [
		SourcesController::class,
		DocumentsController::class,
		FilesController::class,
		AnswersController::class,
		AnswerImportsController::class,
		WebAddressesController::class,
	];

	public const JOBS = [
		SyncSource::NAME    => SyncSource::class,
		PurgeVersions::NAME => PurgeVersions::class,
		IndexPost::NAME     => IndexPost::class,
		CrawlPages::NAME    => CrawlPages::class,
		ImportAnswers::NAME => ImportAnswers::class,
		ApplyValidity::NAME => ApplyValidity::class,
	];

	public const SCHEDULES = [
		SyncSource::NAME    => SyncSource::EVERY_SECONDS,
		CrawlPages::NAME    => [ CrawlPages::EVERY_SECONDS, WebAddressRepository::class, 'due' ],
		PurgeVersions::NAME => PurgeVersions::EVERY_SECONDS,
		ApplyValidity::NAME => [ ApplyValidity::EVERY_SECONDS, AnswerRepository::class, 'due' ],
	];

	public const BINDINGS = [
		KnowledgeSources::class => [ self::class, 'sources' ],
		IndexPost::class        => [ self::class, 'index_post' ],
		PostUpdates::class      => [ self::class, 'post_updates' ],
	];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [
			...ContentHooks::hooks(),
			...PluginHooks::hooks(),
			[ 'admin_init', MarkdownUploads::class, 'begin' ],
			[ 'wp_handle_upload_prefilter', MarkdownUploads::class, 'begin' ],
			[ 'wp_handle_sideload_prefilter', MarkdownUploads::class, 'begin' ],
		];
	}

	/** The built-in sources. Other plugins add theirs with the filter `aaia_chatbot_knowledge_sources`. */
	public static function sources( PostSource $posts, FileSource $files, AnswerSource $answers, WebSource $web ): KnowledgeSources {
		return new KnowledgeSources( [ $posts, $files, $answers, $web ] );
	}

	public static function index_post(
		PostSource $posts,
		FileSource $files,
		SourceRepository $sources,
		ContentService $service,
		JobQueue $jobs,
		GuestAccess $access,
	): IndexPost {
		return new IndexPost( [ $posts, $files ], $sources, $service, $jobs, $access );
	}

	public static function post_updates( IndexPost $index, JobQueue $jobs, Database $database, SiteState $state ): PostUpdates {
		return new PostUpdates( $index, $jobs, $database, $state, 'cli' !== PHP_SAPI && ! wp_doing_cron() );
	}
}
