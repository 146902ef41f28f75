<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Plugin;

use Aaia\Chatbot\Content\KnowledgeSource;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Content\SourceSync;
use Aaia\Chatbot\Search\PassageSearch;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Tests\Content\KnowledgeTestCase;

/** Other plugins may use the interfaces of our filters under their former names. */
final class FormerNamesTest extends KnowledgeTestCase {

	private const PLUGIN = __DIR__ . '/../../support/plugins/former-names.php';

	private const CALLBACKS = __DIR__ . '/../../support/plugins/former-names-in-callbacks.php';

	public function test_a_source_written_to_the_former_names_is_read(): void {
		[ 'source' => $source ] = require self::PLUGIN;
		self::assertInstanceOf( KnowledgeSource::class, $source );
		self::assertContainsOnlyInstancesOf( SourceDocument::class, $source->after( '' ) );
		self::assertTrue( $this->services->get( SourceSync::class )->run( $source, 10.0 ) );
		$found = $this->services->get( PassageSearch::class )->search( new SearchQuery( 'When does the marmot hibernate?' ) );
		self::assertSame( 'Marmots', $found[0]->title );
	}

	public function test_a_search_engine_written_to_the_former_names_is_asked(): void {
		[ 'engine' => $engine ] = require self::PLUGIN;
		add_filter( 'aaia_chatbot_passage_search', static fn(): object => $engine );
		self::assertInstanceOf( PassageSearch::class, $engine );
		self::assertSame( [], $this->services->get( PassageSearch::class )->search( new SearchQuery( 'marmot' ) ) );
	}

	/** In a process of its own: nothing has used a former name there, and no autoloader of the tests loads our classes. */
	public function test_a_callback_may_name_a_former_type_that_nothing_has_loaded(): void {
		exec( escapeshellarg( PHP_BINARY ) . ' ' . escapeshellarg( self::CALLBACKS ) . ' 2>&1', $lines, $code );
		self::assertSame( [ 0, 'The former names are declared.' ], [ $code, implode( "\n", $lines ) ] );
	}
}
