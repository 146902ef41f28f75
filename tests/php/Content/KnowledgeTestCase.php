<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Search\Index\Hit;
use Aaia\Chatbot\Search\Index\IndexSearch;
use Aaia\Chatbot\Search\Index\SegmentMerger;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Services;
use Aaia\Chatbot\Tests\TestCase;

/** A test with an empty index of its own. */
abstract class KnowledgeTestCase extends TestCase {

	protected Services $services;

	protected int $source;

	protected function setUp(): void {
		parent::setUp();
		$this->services = $this->wired();
		$this->services->get( ContentService::class )->clear();
		$this->source = $this->services->get( SourceRepository::class )->find_or_create( 'test', 'Test' );
	}

	protected function know( string $id, string $text, string $title = '', string $language = '' ): bool {
		return $this->services->get( ContentService::class )
			->put(
				$this->source,
				new SourceDocument( $id, $title, [ new Section( [], '', $text ) ], 'https://example.com/' . rawurlencode( $id ), $language ),
			);
	}

	/** Gathers everything into segments. */
	protected function seal(): void {
		while ( $this->services->get( SegmentMerger::class )->run_step( 1 ) ) {
			continue;
		}
	}

	/** @return list<Hit> */
	protected function hits( string $question, string $language = '' ): array {
		return $this->services->get( IndexSearch::class )->hits( new SearchQuery( $question, $language ) );
	}

	/** @return list<string> Ids of the documents found, best first. */
	protected function found( string $question, string $language = '' ): array {
		return array_map( static fn( Hit $hit ): string => $hit->document->external_id, $this->hits( $question, $language ) );
	}

	/** @return array<string, float> Scores by document. */
	protected function scores( string $question ): array {
		$scores = [];
		foreach ( $this->hits( $question ) as $hit ) {
			$scores[ $hit->document->external_id ] = round( $hit->score, 6 );
		}
		ksort( $scores );
		return $scores;
	}
}
