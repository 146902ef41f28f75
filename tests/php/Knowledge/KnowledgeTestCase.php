<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Knowledge;

use Aaia\Chatbot\Knowledge\Index\Hit;
use Aaia\Chatbot\Knowledge\Index\IndexKeeper;
use Aaia\Chatbot\Knowledge\Index\IndexSearch;
use Aaia\Chatbot\Knowledge\KnowledgeService;
use Aaia\Chatbot\Knowledge\SearchQuery;
use Aaia\Chatbot\Knowledge\Section;
use Aaia\Chatbot\Knowledge\SourceDocument;
use Aaia\Chatbot\Knowledge\SourceRepository;
use Aaia\Chatbot\Services;
use Aaia\Chatbot\Tests\TestCase;

/** A test with an empty index of its own. */
abstract class KnowledgeTestCase extends TestCase {

	protected Services $services;

	protected int $source;

	protected function setUp(): void {
		parent::setUp();
		$this->services = $this->wired();
		$this->services->get( KnowledgeService::class )->clear();
		$this->source = $this->services->get( SourceRepository::class )->id( 'test', 'Test' );
	}

	protected function know( string $id, string $text, string $title = '', string $language = '' ): bool {
		return $this->services->get( KnowledgeService::class )->put( $this->source, new SourceDocument( $id, $title, [ new Section( [], '', $text ) ], 'https://example.com/' . rawurlencode( $id ), $language ) );
	}

	/** Gathers everything into segments. */
	protected function seal(): void {
		while ( $this->services->get( IndexKeeper::class )->work( 1 ) ) {
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
