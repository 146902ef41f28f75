<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\Schedule;
use Aaia\Chatbot\Knowledge\DocumentRepository;
use Aaia\Chatbot\Knowledge\Import\JsonLinesImport;
use Aaia\Chatbot\Knowledge\Index\BuiltInIndex;
use Aaia\Chatbot\Knowledge\IndexPost;
use Aaia\Chatbot\Knowledge\KeepIndex;
use Aaia\Chatbot\Knowledge\KnowledgeModule;
use Aaia\Chatbot\Knowledge\KnowledgeService;
use Aaia\Chatbot\Knowledge\KnowledgeSources;
use Aaia\Chatbot\Knowledge\KnowledgeStatistics;
use Aaia\Chatbot\Knowledge\SourceRepository;
use Aaia\Chatbot\Knowledge\Sources\PostLanguage;
use Aaia\Chatbot\Knowledge\Sources\PostSource;
use Aaia\Chatbot\Knowledge\Sources\PostText;
use Aaia\Chatbot\Knowledge\SourceSync;
use Aaia\Chatbot\Knowledge\SyncSource;
use Aaia\Chatbot\Knowledge\Text\Chunker;
use Aaia\Chatbot\Knowledge\Text\HtmlText;

/** What the assistant knows: sources, documents, and their index. */
final class Library {

	public readonly DocumentRepository $documents;

	public readonly SourceRepository $source_rows;

	public readonly KnowledgeService $service;

	public readonly KnowledgeSources $sources;

	public readonly SourceSync $sync;

	private readonly PostSource $posts;

	private readonly KeepIndex $keep;

	public function __construct(
		private readonly Foundation $base,
		public readonly BuiltInIndex $index,
	) {
		$this->documents   = new DocumentRepository( $base->database, $base->clock );
		$this->source_rows = new SourceRepository( $base->database, $base->clock );
		$this->service     = new KnowledgeService( $base->database, $this->documents, $index->writer, $index->keeper, new Chunker() );
		$this->posts       = new PostSource( $base->database, $base->settings, new PostText( new HtmlText() ), new PostLanguage() );
		$this->sources     = new KnowledgeSources( [ $this->posts ] );
		$this->sync        = new SourceSync( $this->service, $this->source_rows, $base->clock );
		$this->keep        = new KeepIndex( $index->keeper, $base->jobs );
	}

	/**
	 * Hooks into the site's content.
	 *
	 * @param \Closure(): self $library Makes the library when something is saved.
	 */
	public static function module( Foundation $base, \Closure $library ): KnowledgeModule {
		return new KnowledgeModule( static fn(): IndexPost => $library()->index_post(), $base->jobs );
	}

	/** @return array<string, callable(): JobHandler> */
	public function handlers(): array {
		return [
			SyncSource::NAME => fn(): JobHandler => new SyncSource( $this->sources, $this->source_rows, $this->sync, $this->keep, $this->base->jobs ),
			KeepIndex::NAME  => fn(): JobHandler => $this->keep,
			IndexPost::NAME  => fn(): JobHandler => $this->index_post(),
		];
	}

	/** @return list<Schedule> */
	public function schedules(): array {
		return [
			new Schedule( SyncSource::NAME, SyncSource::EVERY_SECONDS ),
			new Schedule( KeepIndex::NAME, KeepIndex::EVERY_SECONDS ),
		];
	}

	public function import(): JsonLinesImport {
		return new JsonLinesImport( $this->service, $this->source_rows );
	}

	public function statistics(): KnowledgeStatistics {
		return new KnowledgeStatistics( $this->base->database, $this->source_rows );
	}

	private function index_post(): IndexPost {
		return new IndexPost( $this->posts, $this->source_rows, $this->service );
	}
}
