<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\Schedule;
use Aaia\Chatbot\Knowledge\DocumentDesk;
use Aaia\Chatbot\Knowledge\DocumentRepository;
use Aaia\Chatbot\Knowledge\History\PurgeVersions;
use Aaia\Chatbot\Knowledge\History\VersionRepository;
use Aaia\Chatbot\Knowledge\Import\JsonLinesImport;
use Aaia\Chatbot\Knowledge\Index\BuiltInIndex;
use Aaia\Chatbot\Knowledge\IndexPost;
use Aaia\Chatbot\Knowledge\KeepIndex;
use Aaia\Chatbot\Knowledge\KnowledgeModule;
use Aaia\Chatbot\Knowledge\KnowledgeService;
use Aaia\Chatbot\Knowledge\KnowledgeSources;
use Aaia\Chatbot\Knowledge\KnowledgeStatistics;
use Aaia\Chatbot\Knowledge\OtherPlugins;
use Aaia\Chatbot\Knowledge\PassageSearch;
use Aaia\Chatbot\Knowledge\PostUpdates;
use Aaia\Chatbot\Knowledge\Rest\AddAnswer;
use Aaia\Chatbot\Knowledge\Rest\ChangeAnswer;
use Aaia\Chatbot\Knowledge\Rest\ChangeDocument;
use Aaia\Chatbot\Knowledge\Rest\DeleteAnswer;
use Aaia\Chatbot\Knowledge\Rest\ListAnswers;
use Aaia\Chatbot\Knowledge\Rest\ListContent;
use Aaia\Chatbot\Knowledge\Rest\ListDocuments;
use Aaia\Chatbot\Knowledge\Rest\ListSources;
use Aaia\Chatbot\Knowledge\Rest\ListUnreadFiles;
use Aaia\Chatbot\Knowledge\Rest\ReadFileAgain;
use Aaia\Chatbot\Knowledge\Rest\SearchKnowledge;
use Aaia\Chatbot\Knowledge\Rest\ShowStatistics;
use Aaia\Chatbot\Knowledge\Rest\SyncNow;
use Aaia\Chatbot\Knowledge\SearchTiming;
use Aaia\Chatbot\Knowledge\SourceRepository;
use Aaia\Chatbot\Knowledge\Sources\AnswerRepository;
use Aaia\Chatbot\Knowledge\Sources\AnswerService;
use Aaia\Chatbot\Knowledge\Sources\AnswerSource;
use Aaia\Chatbot\Knowledge\Sources\ContentTypes;
use Aaia\Chatbot\Knowledge\Sources\FileSource;
use Aaia\Chatbot\Knowledge\Sources\FileStates;
use Aaia\Chatbot\Knowledge\Sources\HiddenFromSearch;
use Aaia\Chatbot\Knowledge\Sources\MarkdownUploads;
use Aaia\Chatbot\Knowledge\Sources\PostAccess;
use Aaia\Chatbot\Knowledge\Sources\PostLanguage;
use Aaia\Chatbot\Knowledge\Sources\PostSource;
use Aaia\Chatbot\Knowledge\Sources\PostTerms;
use Aaia\Chatbot\Knowledge\Sources\PostText;
use Aaia\Chatbot\Knowledge\Sources\PostWalk;
use Aaia\Chatbot\Knowledge\SourceSync;
use Aaia\Chatbot\Knowledge\SyncSource;
use Aaia\Chatbot\Knowledge\Text\Chunker;
use Aaia\Chatbot\Knowledge\Text\Docx\DocxText;
use Aaia\Chatbot\Knowledge\Text\FileReader;
use Aaia\Chatbot\Knowledge\Text\FileText;
use Aaia\Chatbot\Knowledge\Text\Highlighter;
use Aaia\Chatbot\Knowledge\Text\HtmlText;
use Aaia\Chatbot\Knowledge\Text\Pdf\PdfText;
use Aaia\Chatbot\Knowledge\Text\Stemmer;
use Aaia\Chatbot\Knowledge\Text\StopWords;
use Aaia\Chatbot\Knowledge\Text\TextFolder;
use Aaia\Chatbot\Knowledge\Web\ReadPages;

/** What the assistant knows: sources, documents, and their index. */
final class Library {

	public readonly DocumentRepository $documents;

	public readonly SourceRepository $source_rows;

	public readonly KnowledgeService $service;

	public readonly KnowledgeSources $sources;

	public readonly SourceSync $sync;

	private readonly ContentTypes $types;

	private readonly PostSource $posts;

	private readonly FileSource $files;

	private readonly FileStates $file_states;

	private readonly AnswerRepository $answers;

	private readonly AnswerSource $answer_source;

	public readonly WebPages $web;

	private readonly KeepIndex $keep;

	public function __construct(
		private readonly Foundation $base,
		public readonly BuiltInIndex $index,
		private readonly ?PassageSearch $found_by = null,
	) {
		$this->documents   = new DocumentRepository( $base->database, $base->clock );
		$this->source_rows = new SourceRepository( $base->database, $base->clock );
		$this->service     = new KnowledgeService( $base->database, $this->documents, $index->writer, $index->keeper, new Chunker(), new VersionRepository( $base->database, $base->clock, $base->settings ) );
		$this->types       = new ContentTypes( $base->settings );
		$hidden            = new HiddenFromSearch( $base->database );
		$this->posts       = new PostSource( new PostWalk( $base->database ), $this->types, new PostAccess( $this->types, $hidden ), PostText::create( $base->clock ), new PostTerms( $hidden ), new PostLanguage() );
		$this->answers       = new AnswerRepository( $base->database, $base->clock );
		$this->answer_source = new AnswerSource( $this->answers );
		$this->file_states = new FileStates( $base->database, $base->clock );
		$reader            = new FileReader( new FileText( new HtmlText() ), new DocxText(), new PdfText() );
		$this->files       = new FileSource( new PostWalk( $base->database ), $base->settings, $reader, $this->file_states, new PostLanguage(), $this->source_rows, $this->documents );
		$this->web         = new WebPages( $base, $this->service, $this->source_rows, $reader );
		$this->sources     = new KnowledgeSources( [ $this->posts, $this->files, $this->answer_source, $this->web->source ] );
		$this->sync        = new SourceSync( $this->service, $this->source_rows, $base->access() );
		$this->keep        = new KeepIndex( $index->keeper, $base->jobs );
	}

	/**
	 * Hooks into the site's content.
	 *
	 * @param \Closure(): self $library Makes the library when something is saved.
	 */
	public static function module( Foundation $base, \Closure $library ): KnowledgeModule {
		$updates = new PostUpdates( static fn(): IndexPost => $library()->index_post(), $base->jobs, $base->database, $base->state, 'cli' !== PHP_SAPI && ! wp_doing_cron() );
		return new KnowledgeModule( $updates, new OtherPlugins( $updates ), new MarkdownUploads( $base->settings ) );
	}

	/** @return list<Route> */
	public function routes(): array {
		$desk    = new DocumentDesk( $this->base->database );
		$answers = new AnswerService( $this->base->database, $this->answers, $this->answer_source, $this->source_rows, $this->service );
		return [
			new SearchKnowledge( $this->search(), $desk, new Highlighter( new TextFolder(), new Stemmer(), new StopWords() ) ),
			new ListSources( $this->sources, $this->statistics() ),
			new ListContent( $this->types ),
			new SyncNow( $this->sources, $this->base->jobs ),
			new ListUnreadFiles( $this->file_states, $this->base->settings ),
			new ReadFileAgain( $this->file_states, $this->base->jobs ),
			new ListDocuments( $desk, $this->base->cursor() ),
			new ChangeDocument( $desk ),
			new ShowStatistics( $this->base->database, $this->statistics(), $desk, new SearchTiming( $this->base->database, $this->index->search ) ),
			new ListAnswers( $this->answers, $desk, $this->base->cursor() ),
			new AddAnswer( $answers ),
			new ChangeAnswer( $this->answers, $answers ),
			new DeleteAnswer( $this->answers, $answers ),
			...$this->web->routes(),
		];
	}

	/** @return array<string, callable(): JobHandler> */
	public function handlers(): array {
		return [
			SyncSource::NAME => fn(): JobHandler => new SyncSource( $this->sources, $this->source_rows, $this->sync, $this->keep, $this->base->jobs ),
			KeepIndex::NAME  => fn(): JobHandler => $this->keep,
			PurgeVersions::NAME => fn(): JobHandler => new PurgeVersions( new VersionRepository( $this->base->database, $this->base->clock, $this->base->settings ) ),
			IndexPost::NAME  => fn(): JobHandler => $this->index_post(),
			ReadPages::NAME  => fn(): JobHandler => $this->web->job( $this->keep ),
		];
	}

	/** @return list<Schedule> */
	public function schedules(): array {
		return [
			new Schedule( SyncSource::NAME, SyncSource::EVERY_SECONDS ),
			new Schedule( KeepIndex::NAME, KeepIndex::EVERY_SECONDS ),
			new Schedule( ReadPages::NAME, ReadPages::EVERY_SECONDS, fn(): array => $this->web->addresses->due() ),
			new Schedule( PurgeVersions::NAME, PurgeVersions::EVERY_SECONDS ),
		];
	}

	public function import(): JsonLinesImport {
		return new JsonLinesImport( $this->service, $this->source_rows );
	}

	/** What the assistant finds passages with. */
	public function search(): PassageSearch {
		return $this->found_by ?? $this->index->search;
	}

	public function statistics(): KnowledgeStatistics {
		return new KnowledgeStatistics( $this->base->database, $this->source_rows );
	}

	public function index_post(): IndexPost {
		return new IndexPost( [ $this->posts, $this->files ], $this->source_rows, $this->service, $this->base->jobs, $this->base->access() );
	}
}
