<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Plugin;

use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Content\SourceSync;
use Aaia\Chatbot\Search\PassageSearch;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Tests\Content\KnowledgeTestCase;

/** Other plugins may use the interfaces of our filters under their former names. */
final class FormerNamesTest extends KnowledgeTestCase {

	public function test_a_source_written_to_the_former_names_is_read(): void {
		$source = new class() implements \Aaia\Chatbot\Knowledge\KnowledgeSource {

			public function name(): string {
				return 'shelf';
			}

			public function label(): string {
				return 'Shelf';
			}

			public function count(): int {
				return 1;
			}

			public function after( string $position ): iterable {
				if ( '' === $position ) {
					$section = new \Aaia\Chatbot\Knowledge\Section( [], '', 'The marmot hibernates from October.' );
					yield 'a' => new \Aaia\Chatbot\Knowledge\SourceDocument( 'a', 'Marmots', [ $section ], '', 'en', null );
				}
			}
		};
		self::assertContainsOnlyInstancesOf( SourceDocument::class, $source->after( '' ) );
		self::assertTrue( $this->services->get( SourceSync::class )->run( $source, 10.0 ) );
		$found = $this->services->get( PassageSearch::class )->search( new SearchQuery( 'When does the marmot hibernate?' ) );
		self::assertSame( 'Marmots', $found[0]->title );
	}

	public function test_a_search_engine_written_to_the_former_names_is_asked(): void {
		$engine = new class() implements \Aaia\Chatbot\Knowledge\PassageSearch {

			public function search( \Aaia\Chatbot\Knowledge\SearchQuery $query ): array {
				return [];
			}
		};
		add_filter( 'aaia_chatbot_passage_search', static fn(): object => $engine );
		self::assertInstanceOf( PassageSearch::class, $engine );
		self::assertSame( [], $this->services->get( PassageSearch::class )->search( new SearchQuery( 'marmot' ) ) );
	}
}
