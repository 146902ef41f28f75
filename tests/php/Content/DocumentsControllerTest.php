<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\KnowledgeSources;
use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Content\SourceSync;
use Aaia\Chatbot\Content\SyncSource;
use Aaia\Chatbot\Search\IndexStatistics;

/** Owners search, list and change documents and sources. */
final class DocumentsControllerTest extends KnowledgeTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->sign_in();
	}

	/** @return list<array<string, mixed>> Passages found by the route. */
	private function search( string $question ): array {
		return $this->rest( 'GET', '/knowledge/search?q=' . rawurlencode( $question ) )->get_data()['items'];
	}

	/** @return list<string> */
	private function titles( string $question ): array {
		return array_column( $this->search( $question ), 'title' );
	}

	private function document_id( string $title ): int {
		return (int) array_column(
			$this->rest( 'GET', '/knowledge/documents?text=' . rawurlencode( $title ) )->get_data()['items'],
			'id',
			'title',
		)[ $title ];
	}

	/**
	 * What the highlights cover, cut as JavaScript would.
	 *
	 * @param array<string, mixed> $passage
	 *
	 * @return list<string>
	 */
	private function marked( array $passage ): array {
		$utf16 = (string) iconv( 'UTF-8', 'UTF-16LE', $passage['text'] );
		return array_values( array_map(
			static fn( array $range ): string => (string) iconv(
				'UTF-16LE',
				'UTF-8',
				substr( $utf16, 2 * $range[0], 2 * ( $range[1] - $range[0] ) ),
			),
			$passage['highlights'],
		) );
	}

	public function test_a_search_shows_ranked_passages_with_scores_and_the_words_they_share_with_the_question(): void {
		$this->know(
			'delivery',
			'🚲 Nous livrons toute sorte de vélos en Suisse pour 14 €, et la livraison prend trois jours.',
			'Livraison',
		);
		$this->know( 'repairs', 'Atelier ouvert le mardi.', 'Réparations' );
		$found = $this->search( 'Combien coûte la livraison d’un velo en Suise ?' );
		self::assertSame( 'Livraison', $found[0]['title'] );
		self::assertSame( [ 'vélos', 'Suisse', 'livraison' ], $this->marked( $found[0] ) );
		self::assertGreaterThan( 0, $found[0]['score'] );
		self::assertGreaterThan( 0.3, $found[0]['confidence'] );
		self::assertLessThanOrEqual( 1, $found[0]['confidence'] );
		self::assertSame( 'test', $found[0]['source'] );
		self::assertSame( 'normal', $found[0]['boost'] );
	}

	public function test_hostile_questions_are_answered_with_nothing_or_refused(): void {
		$this->know( 'a', 'Some text about bicycles.', 'Bicycles' );
		self::assertSame( [], $this->search( '🤷 ?!' ) );
		self::assertSame( 200, $this->rest( 'GET', '/knowledge/search?q=' . rawurlencode( str_repeat( 'bicycle ', 1000 ) ) )->get_status() );
		self::assertSame( 413, $this->rest( 'GET', '/knowledge/search?q=' . str_repeat( 'a', 10_001 ) )->get_status() );
		self::assertSame( 400, $this->rest( 'GET', '/knowledge/search?q=a&limit=21' )->get_status() );
	}

	public function test_highlights_work_in_scripts_without_spaces(): void {
		$this->know( 'zh', '我们的商店周一到周五营业。', '营业时间' );
		self::assertSame( [ '商店' ], $this->marked( $this->search( '商店' )[0] ) );
	}

	public function test_an_excluded_document_is_hidden_at_once_and_stays_so_after_a_sync(): void {
		$page = $this->page( 'Warranty of frames', 'The frame of every bicycle has a warranty of ten years.' );
		$this->services->get( ContentService::class )
			->put( $this->services->get( SourceRepository::class )->find_or_create( 'posts', 'Pages' ), $this->post_document( $page ) );
		$this->know( 'other', 'The warranty of a battery is two years.', 'Batteries' );
		$id = $this->document_id( 'Warranty of frames' );
		self::assertContains( 'Warranty of frames', $this->titles( 'warranty of the frame' ) );

		$changed = $this->rest( 'PATCH', '/knowledge/documents/' . $id, [ 'excluded' => true ] );
		self::assertTrue( $changed->get_data()['excluded'] );
		self::assertSame( [ 'Batteries' ], $this->titles( 'warranty of the frame' ) );

		$this->sync_everything();
		wp_update_post( [
			'ID'           => $page->ID,
			'post_content' => 'The frame of every bicycle has a warranty of twelve years.',
		] );
		$this->sync_everything();
		self::assertNotContains( 'Warranty of frames', $this->titles( 'warranty of the frame' ) );
		self::assertSame( [ $id ], array_column( $this->rest( 'GET', '/knowledge/documents?excluded=true' )->get_data()['items'], 'id' ) );

		$this->rest( 'PATCH', '/knowledge/documents/' . $id, [ 'excluded' => false ] );
		$found = $this->search( 'warranty of the frame' );
		self::assertSame( 'Warranty of frames', $found[0]['title'] );
		self::assertStringContainsString( 'twelve', $found[0]['text'] );
	}

	public function test_a_boosted_document_ranks_before_its_equals_and_a_lowered_one_after(): void {
		$this->know( 'a', 'Opening hours: Monday to Friday.', 'Hours of the shop' );
		$this->know( 'b', 'Opening hours: Monday to Friday.', 'Hours of the shop' );
		[ $first, $second ] = array_column( $this->search( 'opening hours' ), 'document' );
		self::assertSame( 'high', $this->rest( 'PATCH', '/knowledge/documents/' . $second, [ 'boost' => 'high' ] )->get_data()['boost'] );
		self::assertSame( [ $second, $first ], array_column( $this->search( 'opening hours' ), 'document' ) );
		$this->rest( 'PATCH', '/knowledge/documents/' . $second, [ 'boost' => 'low' ] );
		self::assertSame( [ $first, $second ], array_column( $this->search( 'opening hours' ), 'document' ) );
		self::assertSame( 400, $this->rest( 'PATCH', '/knowledge/documents/' . $second, [ 'boost' => 'enormous' ] )->get_status() );
		self::assertSame( 404, $this->rest( 'PATCH', '/knowledge/documents/999999999', [ 'boost' => 'low' ] )->get_status() );
	}

	public function test_documents_are_listed_page_by_page_and_filtered(): void {
		foreach ( range( 1, 7 ) as $number ) {
			$this->know( 'd' . $number, 'Text.', 0 === $number % 2 ? 'Even 100%' : 'Odd' );
		}
		$first  = $this->rest( 'GET', '/knowledge/documents?source=test&per_page=4' )->get_data();
		$second = $this->rest( 'GET', '/knowledge/documents?source=test&per_page=4&cursor=' . $first['next_cursor'] )->get_data();
		self::assertCount( 4, $first['items'] );
		self::assertCount( 3, $second['items'] );
		self::assertNull( $second['next_cursor'] );
		self::assertCount( 7, array_unique( array_column( [ ...$first['items'], ...$second['items'] ], 'id' ) ) );
		self::assertCount( 3, $this->rest( 'GET', '/knowledge/documents?source=test&text=' . rawurlencode( '100%' ) )->get_data()['items'] );
		self::assertSame( [], $this->rest( 'GET', '/knowledge/documents?source=nobody' )->get_data()['items'] );
		self::assertSame( 410, $this->rest( 'GET', '/knowledge/documents?cursor=nonsense' )->get_status() );
	}

	public function test_sources_show_their_progress_and_can_be_synced_again(): void {
		$this->know( 'a', 'Some text.', 'A' );
		$this->services->get( SourceRepository::class )->record_failure( $this->source, 'The disk is full.' );
		$sources = array_column( $this->rest( 'GET', '/knowledge/sources' )->get_data()['items'], null, 'name' );
		self::assertTrue( $sources['posts']['syncs'] );
		self::assertNull( $sources['posts']['last_sync'] );
		self::assertFalse( $sources['test']['syncs'], 'what was imported cannot be read again' );
		self::assertSame(
			[ 1, 1, 'The disk is full.' ],
			[ $sources['test']['documents'], $sources['test']['chunks'], $sources['test']['error'] ],
		);

		self::assertSame( 404, $this->rest( 'POST', '/knowledge/sources/nobody/sync', [] )->get_status() );
		for ( $times = 0; $times < 2; $times++ ) {
			self::assertSame( 202, $this->rest( 'POST', '/knowledge/sources/posts/sync', [] )->get_status() );
		}
		$waiting = $this->database()->value(
			'SELECT COUNT(*) FROM %i WHERE handler = %s AND payload LIKE %s',
			$this->database()->table( 'jobs' ),
			SyncSource::NAME,
			'%posts%',
		);
		self::assertSame( '1', $waiting, 'asking twice does it once' );
	}

	public function test_choosing_other_post_types_starts_a_full_sync(): void {
		$waiting = fn(): int => (int) $this
			->database()
			->value( 'SELECT COUNT(*) FROM %i WHERE handler = %s', $this->database()->table( 'jobs' ), SyncSource::NAME );
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'jobs' ) );
		self::assertSame( 200, $this->rest( 'PUT', '/settings', [ 'widget_title' => 'Ask us' ] )->get_status() );
		self::assertSame( 0, $waiting() );
		self::assertSame( 200, $this->rest( 'PUT', '/settings', [ 'knowledge_post_types' => [ 'page' ] ] )->get_status() );
		self::assertSame( 1, $waiting() );
	}

	public function test_statistics_count_and_say_when_size_slows_answers(): void {
		$this->know( 'a', 'Some text.', 'Short' );
		$this->know( 'b', str_repeat( "A line of a long page about many things that somebody wrote down once.\n", 60 ), 'Long' );
		$this->rest( 'PATCH', '/knowledge/documents/' . $this->document_id( 'Short' ), [ 'excluded' => true ] );
		$totals = $this->rest( 'GET', '/knowledge/statistics' )->get_data();
		self::assertSame( [ 2, 1 ], [ $totals['documents'], $totals['excluded'] ] );
		self::assertGreaterThan( 4000, $totals['text_bytes'] );
		self::assertGreaterThan( 0, $totals['index_bytes'] );
		self::assertNull( $totals['advice'] );
		self::assertSame( [ 'Long' ], array_column( $totals['largest'], 'title' ) );
		self::assertStringContainsString( '20,001', (string) IndexStatistics::advice( 20_001, true ) );
		self::assertNull( IndexStatistics::advice( 20_001, false ) );
		self::assertNotNull( IndexStatistics::advice( 100_001, false ) );
	}

	public function test_the_time_of_a_search_is_measured_and_reported_when_it_is_noticeable(): void {
		self::assertNull( $this->rest( 'GET', '/knowledge/statistics' )->get_data()['search_ms'] );
		$this->know( 'a', 'Some text about bicycles.', 'Bicycles' );
		self::assertGreaterThan( 0, $this->rest( 'GET', '/knowledge/statistics' )->get_data()['search_ms'] );
		self::assertNull( IndexStatistics::advice( 10, true, 200.0 ) );
		self::assertStringContainsString( '350', (string) IndexStatistics::advice( 10, true, 350.0 ) );
	}

	public function test_the_post_types_with_most_chunks_are_reported(): void {
		$this->know( 'imported', 'One passage.', 'Imported' );
		$source = $this->services->get( SourceRepository::class )->find_or_create( 'posts', 'Pages and posts' );
		foreach ( [ 'page' => 3, 'post' => 1 ] as $type => $times ) {
			for ( $number = 0; $number < $times; $number++ ) {
				$page = $this->page( "A $type $number", "Text of $type $number.", [ 'post_type' => $type ] );
				$this->services->get( ContentService::class )->put( $source, $this->post_document( $page ) );
			}
		}
		$kinds = $this->rest( 'GET', '/knowledge/statistics' )->get_data()['kinds'];
		self::assertSame( [ 'page', 3, 3 ], [ $kinds[0]['type'], $kinds[0]['documents'], $kinds[0]['chunks'] ] );
		self::assertSame( 'Pages', $kinds[0]['label'] );
		self::assertEqualsCanonicalizing( [ 'page', 'post', '' ], array_column( $kinds, 'type' ) );
	}

	public function test_an_editor_who_may_see_conversations_searches_and_changes_nothing(): void {
		$this->know( 'a', 'Some text about bicycles.', 'Bicycles' );
		$id   = $this->document_id( 'Bicycles' );
		$user = $this->user( 'editor' );
		$user->add_cap( 'aaia_view_conversations' );
		wp_set_current_user( $user->ID );
		self::assertSame( [ 'Bicycles' ], $this->titles( 'bicycles' ) );
		self::assertSame( 403, $this->rest( 'PATCH', '/knowledge/documents/' . $id, [ 'excluded' => true ] )->get_status() );
		self::assertSame( 403, $this->rest( 'GET', '/knowledge/documents' )->get_status() );
	}

	private function post_document( \WP_Post $post ): \Aaia\Chatbot\Content\SourceDocument {
		foreach ( $this->services->get( KnowledgeSources::class )->all() as $source ) {
			foreach ( $source->after( '' ) as $document ) {
				if ( null !== $document && 'post:' . $post->ID === $document->external_id ) {
					return $document;
				}
			}
		}
		self::fail( 'The page is no document.' );
	}

	private function sync_everything(): void {
		$sync = $this->services->get( SourceSync::class );
		foreach ( $this->services->get( KnowledgeSources::class )->all() as $source ) {
			self::assertTrue( $sync->run( $source, 60.0 ) );
		}
	}
}
