<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Sources;

use Aaia\Chatbot\Content\KnowledgeSources;
use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Content\SourceState;
use Aaia\Chatbot\Content\SourceSync;
use Aaia\Chatbot\Tests\Content\SyncedPostsTestCase;

/** The site's pages and posts are indexed by the module's hooks. */
final class PostSourceTest extends SyncedPostsTestCase {

	public function test_a_published_page_can_be_found_at_once(): void {
		$page = $this->page(
			'Livraison',
			'<!-- wp:heading --><h2 id="prix">Prix</h2><!-- /wp:heading --><!-- wp:paragraph --><p>La livraison coûte 4,90 €.</p><!-- /wp:paragraph -->',
		);
		$hit  = $this->hits( 'prix de la livraison' )[0];
		self::assertSame( 'post:' . $page->ID, $hit->document->external_id );
		self::assertSame( get_permalink( $page ), $hit->document->url );
		self::assertSame( [ 'Prix' ], $hit->chunk->headings );
		self::assertSame( 'prix', $hit->chunk->anchor );
		self::assertSame( 'La livraison coûte 4,90 €.', $hit->chunk->text );
	}

	public function test_a_changed_page_is_found_by_its_new_words_only(): void {
		$page = $this->page( 'Offer', 'Our umbrella costs twenty euros.' );
		$this->seal();
		wp_update_post( [ 'ID' => $page->ID, 'post_content' => 'Our bicycle costs two hundred euros.' ] );
		self::assertNotSame( [], $this->found( 'bicycle' ) );
		self::assertSame( [], $this->found( 'umbrella' ) );
	}

	public function test_posts_that_visitors_cannot_read_are_not_indexed(): void {
		$this->page( 'Draft', 'zebra crossing', [ 'post_status' => 'draft' ] );
		$this->page( 'Private', 'zebra crossing', [ 'post_status' => 'private' ] );
		$this->page( 'Protected', 'zebra crossing', [ 'post_password' => 'x' ] );
		$this->page( 'Future', 'zebra crossing', [ 'post_status' => 'future', 'post_date' => '2099-01-01 00:00:00' ] );
		$this->page( 'Menu item', 'zebra crossing', [ 'post_type' => 'nav_menu_item' ] );
		self::assertSame( [], $this->found( 'zebra crossing' ) );
	}

	public function test_an_unpublished_page_is_removed_at_once(): void {
		foreach ( [ 'draft', 'private', 'trash' ] as $status ) {
			$page = $this->page( 'Page ' . $status, 'hippopotamus ' . $status );
			self::assertNotSame( [], $this->found( 'hippopotamus' ) );
			'trash' === $status ? wp_trash_post( $page->ID ) : wp_update_post( [ 'ID' => $page->ID, 'post_status' => $status ] );
			self::assertSame( [], $this->found( 'hippopotamus' ), $status );
		}
		$page = $this->page( 'Page', 'hippopotamus' );
		wp_delete_post( $page->ID, true );
		self::assertSame( [], $this->found( 'hippopotamus' ) );
	}

	public function test_an_excluded_or_noindex_page_is_removed_and_returns_when_the_mark_is_cleared(): void {
		$page = $this->page( 'Page', 'rhinoceros' );
		foreach ( [
			'_aaia_exclude' => '1',
			'_yoast_wpseo_meta-robots-noindex' => '1',
			'_seopress_robots_index' => 'yes',
			'rank_math_robots' => [ 'noindex' ],
		] as $key => $value ) {
			update_post_meta( $page->ID, $key, $value );
			self::assertSame( [], $this->found( 'rhinoceros' ), $key );
			delete_post_meta( $page->ID, $key );
			self::assertNotSame( [], $this->found( 'rhinoceros' ), $key );
		}
	}

	public function test_the_language_is_the_pages_own_then_wpmls_then_the_sites(): void {
		$this->page( 'A', 'crocodile one' );
		self::assertSame( 'en', $this->hits( 'crocodile' )[0]->document->language );

		add_filter( 'wpml_post_language_details', static fn(): array => [ 'locale' => 'de_DE' ] );
		$page = $this->page( 'B', 'kangaroo two' );
		self::assertSame( 'de', $this->hits( 'kangaroo' )[0]->document->language );

		update_post_meta( $page->ID, '_aaia_locale', 'fr_FR' );
		self::assertSame( 'fr', $this->hits( 'kangaroo' )[0]->document->language );
	}

	public function test_blocks_and_shortcodes_are_read_as_a_guest_sees_them(): void {
		$this->sign_in();
		add_shortcode( 'who', static fn(): string => is_user_logged_in() ? 'members only porcupine' : 'everybody giraffe' );
		add_shortcode( 'aaia_chatbot', static fn(): string => 'chat elephant' );
		$this->page( 'Rendered', 'Text [who] and [aaia_chatbot]' );
		self::assertSame( [], $this->found( 'giraffe' ), 'Nothing of others runs while the page is saved.' );
		$this->end_request();
		self::assertNotSame( [], $this->found( 'giraffe' ) );
		self::assertSame( [], $this->found( 'porcupine' ) );
		self::assertSame( [], $this->found( 'elephant' ) );
		self::assertTrue( is_user_logged_in() );
	}

	public function test_a_shortcode_that_fails_or_prints_does_no_harm(): void {
		add_shortcode( 'bad', static function (): string {
			echo 'printed noise';
			ob_start();
			throw new \RuntimeException( 'broken plugin' );
		} );
		$level = ob_get_level();
		$this->page( 'Broken', 'Readable antelope [bad]' );
		$this->end_request();
		self::assertSame( $level, ob_get_level() );
		self::assertNotSame( [], $this->found( 'antelope' ) );
		self::assertSame( [], $this->found( 'noise' ) );
	}

	public function test_hostile_titles_and_content_are_kept_as_plain_text(): void {
		$this->page( 'Tom & <script>alert(1)</script>', '<p onclick="x()">walrus <img src=x onerror=alert(1)></p>' );
		$hit = $this->hits( 'walrus' )[0];
		self::assertSame( 'walrus', $hit->chunk->text );
		self::assertStringNotContainsString( '<', $hit->document->title );
	}

	public function test_nothing_is_indexed_twice_when_nothing_changed(): void {
		$page   = $this->page( 'Same', 'flamingo' );
		$before = $this->database()->rows( 'SELECT id FROM %i', $this->database()->table( 'knowledge_units' ) );
		wp_update_post( [ 'ID' => $page->ID ] );
		self::assertSame( $before, $this->database()->rows( 'SELECT id FROM %i', $this->database()->table( 'knowledge_units' ) ) );
	}

	public function test_a_failing_index_does_not_stop_saving_and_queues_a_job(): void {
		$this->stop_following();
		$this->follow_in_vain();
		$page = $this->page( 'Saved', 'text' );
		self::assertSame( 'publish', get_post_status( $page ) );
		self::assertSame(
			'1',
			$this->database()->value( 'SELECT COUNT(*) FROM %i WHERE handler = %s', $this->database()->table( 'jobs' ), 'knowledge.post' ),
		);
	}

	public function test_an_interrupted_sync_continues_where_it_stopped_and_removes_deleted_pages(): void {
		$this->stop_following();
		foreach ( get_posts( [ 'post_type' => [ 'post', 'page' ], 'numberposts' => -1 ] ) as $post ) {
			wp_delete_post( $post->ID, true );
		}
		$pages = [];
		for ( $number = 1; $number <= 5; $number++ ) {
			$pages[] = $this->page( 'Page ' . $number, 'pelican number' . $number );
		}
		$source = $this->services->get( KnowledgeSources::class )->all()[0];
		$turns  = 0;
		while ( ! $this->services->get( SourceSync::class )->run( $source, 0.0 ) ) {
			self::assertSame( ++$turns, $this->state()->done );
		}
		self::assertSame( 5, $turns );
		self::assertCount( 5, $this->found( 'pelican' ) );
		self::assertFalse( $this->state()->running );

		wp_delete_post( $pages[1]->ID, true );
		$this->database()->execute( 'UPDATE %i SET seen_at = %s', $this->database()->table( 'knowledge_documents' ), '2020-01-01 00:00:00' );
		self::assertTrue( $this->services->get( SourceSync::class )->run( $source, 60.0 ) );
		self::assertCount( 4, $this->found( 'pelican' ) );
	}

	private function state(): SourceState {
		return $this->services->get( SourceRepository::class )->state( (int) $this->services->get( SourceRepository::class )->find( 'posts' ) );
	}
}
