<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content;

use Aaia\Chatbot\Content\IndexPost;
use Aaia\Chatbot\Content\KnowledgeSources;
use Aaia\Chatbot\Content\PostUpdates;
use Aaia\Chatbot\Content\SourceSync;
use Aaia\Chatbot\Content\SyncSource;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Search\Index\IndexSearch;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\SiteState;

/** All changes of posts reach the index, and failures of the index do not stop the site. */
final class PostUpdatesTest extends SyncedPostsTestCase {

	/** Jobs that wait, by handler. */
	private function jobs( string $handler ): int {
		return (int) $this->database()->value( 'SELECT COUNT(*) FROM %i WHERE handler = %s', $this->database()->table( 'jobs' ), $handler );
	}

	private function url( string $question ): string {
		return $this->hits( $question )[0]->document->url;
	}

	public function test_a_page_restored_from_the_trash_is_indexed_again(): void {
		$page = $this->page( 'Page', 'armadillo' );
		wp_trash_post( $page->ID );
		self::assertSame( [], $this->found( 'armadillo' ) );
		add_filter( 'wp_untrash_post_status', 'wp_untrash_post_set_previous_status', 10, 3 );
		wp_untrash_post( $page->ID );
		self::assertCount( 1, $this->found( 'armadillo' ) );
		self::assertStringNotContainsString( 'trashed', $this->url( 'armadillo' ) );
	}

	public function test_a_scheduled_page_is_indexed_when_it_is_published(): void {
		$page = $this->page( 'Page', 'armadillo', [ 'post_status' => 'future', 'post_date' => '2099-01-01 00:00:00' ] );
		self::assertSame( [], $this->found( 'armadillo' ) );
		wp_publish_post( $page->ID );
		self::assertCount( 1, $this->found( 'armadillo' ) );
	}

	public function test_a_page_that_gets_a_password_is_removed_at_once(): void {
		$page = $this->page( 'Page', 'armadillo' );
		wp_update_post( [ 'ID' => $page->ID, 'post_password' => 'x' ] );
		self::assertSame( [], $this->found( 'armadillo' ) );
	}

	public function test_a_status_changed_without_saving_the_post_is_noticed(): void {
		$page = $this->page( 'Page', 'armadillo' );
		wp_transition_post_status( 'archive', 'publish', $page );
		self::assertSame( [], $this->found( 'armadillo' ) );
	}

	public function test_a_deleted_page_leaves_nothing_although_hooks_run_for_its_fields(): void {
		$page = $this->page( 'Page', 'armadillo', [ 'meta_input' => [ '_genesis_noindex' => '0', '_aaia_exclude' => '0' ] ] );
		self::assertCount( 1, $this->found( 'armadillo' ) );
		wp_delete_post( $page->ID, true );
		$this->end_request();
		foreach ( [ 'knowledge_documents', 'knowledge_units', 'knowledge_chunks' ] as $table ) {
			self::assertSame( '0', $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( $table ) ), $table );
		}
	}

	public function test_a_new_slug_of_a_page_changes_its_url_and_those_of_its_descendants(): void {
		$GLOBALS['wp_rewrite']->set_permalink_structure( '/%postname%/' );
		$top    = $this->page( 'Top', 'armadillo', [ 'post_name' => 'top' ] );
		$middle = $this->page( 'Middle', 'bison', [ 'post_name' => 'middle', 'post_parent' => $top->ID ] );
		$low    = $this->page( 'Low', 'camel', [ 'post_name' => 'low', 'post_parent' => $middle->ID ] );
		self::assertStringEndsWith( '/top/middle/low/', $this->url( 'camel' ) );
		wp_update_post( [ 'ID' => $top->ID, 'post_name' => 'new' ] );
		$this->end_request();
		self::assertStringEndsWith( '/new/', $this->url( 'armadillo' ) );
		self::assertStringEndsWith( '/new/middle/low/', $this->url( 'camel' ) );
		wp_update_post( [ 'ID' => $low->ID, 'post_parent' => $top->ID ] );
		self::assertStringEndsWith( '/new/low/', $this->url( 'camel' ) );
	}

	public function test_a_new_permalink_structure_starts_a_full_sync(): void {
		$page = $this->page( 'Page', 'armadillo' );
		$GLOBALS['wp_rewrite']->set_permalink_structure( '/blog/%postname%/' );
		self::assertSame(
			'1',
			$this->database()->value(
				'SELECT COUNT(*) FROM %i WHERE unique_key = %s',
				$this->database()->table( 'jobs' ),
				SyncSource::NAME . ':anew',
			),
		);
		$this->services->get( SourceSync::class )->run( $this->services->get( KnowledgeSources::class )->all()[0], 60.0 );
		self::assertSame( get_permalink( $page ), $this->url( 'armadillo' ) );
	}

	public function test_a_changed_synced_pattern_starts_a_full_sync(): void {
		$this->page( 'Pattern', '<p>Words</p>', [ 'post_type' => 'wp_block' ] );
		self::assertSame(
			'1',
			$this->database()->value(
				'SELECT COUNT(*) FROM %i WHERE unique_key = %s',
				$this->database()->table( 'jobs' ),
				SyncSource::NAME . ':anew',
			),
		);
	}

	public function test_a_changed_date_is_stored_although_the_text_is_the_same(): void {
		$page = $this->page( 'Page', 'armadillo' );
		$this->database()->execute( 'UPDATE %i SET modified_at = %s', $this->database()->table( 'knowledge_documents' ), '2001-01-01 00:00:00' );
		wp_update_post( [ 'ID' => $page->ID ] );
		self::assertSame(
			get_post( $page->ID )?->post_modified_gmt,
			$this->hits( 'armadillo' )[0]->document->modified_at?->format( 'Y-m-d H:i:s' ),
		);
	}

	public function test_the_front_page_has_the_sites_address(): void {
		$GLOBALS['wp_rewrite']->set_permalink_structure( '/%postname%/' );
		$page = $this->page( 'Page', 'armadillo' );
		update_option( 'show_on_front', 'page' );
		update_option( 'page_on_front', $page->ID );
		$this->end_request();
		self::assertSame( home_url( '/' ), $this->url( 'armadillo' ) );
	}

	public function test_terms_help_to_find_a_post_follow_renames_and_are_never_quoted(): void {
		$category = wp_create_category( 'Marsupials' );
		$post     = $this->page( 'Post', 'Ordinary text about nothing.', [ 'post_type' => 'post', 'post_category' => [ $category ] ] );
		self::assertSame( [ 'post:' . $post->ID ], $this->found( 'marsupials' ) );
		self::assertSame( 'Ordinary text about nothing.', $this->hits( 'marsupials' )[0]->chunk->text );
		$passage = $this->services->get( IndexSearch::class )->search( new SearchQuery( 'marsupials' ) )[0];
		self::assertSame( get_permalink( $post ), $passage->url );
		self::assertStringNotContainsString( 'Marsupials', $passage->reading() );

		$chunks = array_map(
			static fn( array $row ): int => (int) $row['id'],
			$this->database()->rows( 'SELECT id FROM %i ORDER BY id', $this->database()->table( 'knowledge_chunks' ) ),
		);
		self::assertCount( 2, $chunks );
		$judged = $this->services->get( IndexSearch::class )->hits_with_chunks( new SearchQuery( 'marsupials' ), $chunks )[1];
		self::assertSame(
			[ 'Ordinary text about nothing.' ],
			array_map( static fn( $hit ): string => $hit->chunk->text, $judged ),
			'Not even when its meaning is near.',
		);

		wp_update_term( $category, 'category', [ 'name' => 'Rodents' ] );
		$this->end_request();
		self::assertSame( [], $this->found( 'marsupials' ) );
		self::assertCount( 1, $this->found( 'rodents' ) );

		wp_set_object_terms( $post->ID, [ 'Reptiles' ], 'post_tag' );
		$this->end_request();
		self::assertCount( 1, $this->found( 'reptiles' ) );

		wp_delete_term( $category, 'category' );
		$this->end_request();
		self::assertSame( [], $this->found( 'rodents' ) );
	}

	public function test_a_post_with_only_a_title_and_terms_can_be_found(): void {
		$post = $this->page( 'Gallery', '', [ 'post_type' => 'post', 'tags_input' => [ 'Reptiles' ] ] );
		self::assertSame( [ 'post:' . $post->ID ], $this->found( 'reptiles' ) );
		self::assertStringNotContainsString( '#', $this->services->get( IndexSearch::class )->search( new SearchQuery( 'reptiles' ) )[0]->url );
	}

	public function test_the_default_category_is_left_out(): void {
		$this->page( 'Post', 'Words.', [ 'post_type' => 'post' ] );
		self::assertSame( [], $this->found( 'uncategorized' ) );
	}

	public function test_many_posts_in_one_request_become_jobs_and_each_is_read_once(): void {
		$category = wp_create_category( 'Marsupials' );
		for ( $number = 1; $number <= 30; $number++ ) {
			$this->page( 'Post ' . $number, 'pelican', [ 'post_type' => 'post', 'post_category' => [ $category ] ] );
		}
		$this->end_request();
		self::assertSame( 10, $this->jobs( IndexPost::NAME ), 'Twenty are read by the request itself.' );
		wp_update_term( $category, 'category', [ 'name' => 'Rodents' ] );
		wp_update_term( $category, 'category', [ 'name' => 'Reptiles' ] );
		$this->end_request();
		self::assertSame( 10, $this->jobs( IndexPost::NAME ), 'A job that waits already is enough.' );
	}

	public function test_plugin_code_is_left_to_a_job_while_a_visitor_waits_and_hidden_posts_are_removed_at_once(): void {
		add_shortcode( 'slow', static fn(): string => 'armadillo' );
		$page = $this->page( 'Page', '[slow]' );
		$this->end_request();
		self::assertCount( 1, $this->found( 'armadillo' ) );

		$this->stop_following();
		$updates = new PostUpdates(
			$this->services->get( IndexPost::class ),
			$this->services->get( JobQueue::class ),
			$this->services->get( Database::class ),
			$this->services->get( SiteState::class ),
			true,
		);
		$this->follow( $this->wired( [ PostUpdates::class => $updates ] ) );
		wp_update_post( [ 'ID' => $page->ID, 'post_title' => 'Bison' ] );
		$this->end_request();
		self::assertSame( [ 1, [] ], [ $this->jobs( IndexPost::NAME ), $this->found( 'bison' ) ] );
		wp_update_post( [ 'ID' => $page->ID, 'post_status' => 'draft' ] );
		self::assertSame( [], $this->found( 'armadillo' ) );
		remove_shortcode( 'slow' );
	}

	public function test_a_failure_is_repeated_by_a_job_and_stops_nothing(): void {
		$page = $this->page( 'Page', 'armadillo' );
		$this->stop_following();
		$this->follow_in_vain();
		foreach ( [
			fn() => wp_trash_post( $page->ID ),
			fn() => wp_delete_post( $page->ID, true ),
			fn() => do_action( 'woocommerce_update_product', $page->ID ),
			fn() => do_action( 'wpml_translation_update', 'nonsense' ),
		] as $happens ) {
			$happens();
			$this->end_request();
		}
		self::assertNull( get_post( $page->ID ) );
	}

	public function test_the_job_of_a_post_updates_its_index(): void {
		$this->stop_following();
		$page = $this->page( 'Page', 'armadillo' );
		$this->services->get( IndexPost::class )->handle( new Job( 1, IndexPost::NAME, [ 'post' => $page->ID ], 1 ) );
		self::assertCount( 1, $this->found( 'armadillo' ) );
	}
}
