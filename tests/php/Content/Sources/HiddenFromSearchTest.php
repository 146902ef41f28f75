<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Sources;

use Aaia\Chatbot\Tests\Content\SyncedPostsTestCase;

/** Content that SEO plugins hide from search engines is not indexed. */
final class HiddenFromSearchTest extends SyncedPostsTestCase {

	public static function setUpBeforeClass(): void {
		require_once dirname( __DIR__, 3 ) . '/support/plugins/seo/seo.php';
		$table = self::wpdb()->prefix . 'aioseo_posts';
		self::wpdb()->query( "CREATE TABLE $table (post_id BIGINT, robots_default TINYINT, robots_noindex TINYINT)" );
	}

	public static function tearDownAfterClass(): void {
		self::wpdb()->query( 'DROP TABLE ' . self::wpdb()->prefix . 'aioseo_posts' );
	}

	/** @return array<string, array{0: string, 1: mixed}> */
	public static function marks(): array {
		return [
			'Yoast SEO'         => [ '_yoast_wpseo_meta-robots-noindex', '1' ],
			'Rank Math'         => [ 'rank_math_robots', [ 'nofollow', 'noindex' ] ],
			'SEOPress'          => [ '_seopress_robots_index', 'yes' ],
			'The SEO Framework' => [ '_genesis_noindex', '1' ],
		];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'marks' )]
	public function test_a_noindex_page_is_removed_at_once_and_returns_without_the_mark( string $key, mixed $value ): void {
		$page = $this->page( 'Page', 'rhinoceros' );
		update_post_meta( $page->ID, $key, $value );
		self::assertSame( [], $this->found( 'rhinoceros' ) );
		delete_post_meta( $page->ID, $key );
		self::assertSame( [ 'post:' . $page->ID ], $this->found( 'rhinoceros' ) );
	}

	/**
	 * @return array<string, array{0: string, 1: mixed, 2: string, 3: mixed}> Option that hides pages, and a page's own mark that shows it
	 *         all the same.
	 */
	public static function kinds(): array {
		return [
			'Yoast SEO'         => [ 'wpseo_titles', [ 'noindex-page' => true, 'noindex-post' => false ], '_yoast_wpseo_meta-robots-noindex', '2' ],
			'Rank Math'         => [
				'rank-math-options-titles',
				[ 'pt_page_custom_robots' => 'on', 'pt_page_robots' => [ 'noindex' ] ],
				'rank_math_robots',
				[ 'index' ],
			],
			'The SEO Framework' => [
				'autodescription-site-settings',
				[ 'noindex_post_types' => [ 'page' => 1, 'post' => 0 ] ],
				'_genesis_noindex',
				'-1',
			],
			'SEOPress'          => [
				'seopress_titles_option_name',
				[ 'seopress_titles_single_titles' => [ 'page' => [ 'noindex' => '1' ] ] ],
				'',
				'',
			],
			'All in One SEO'    => [
				'aioseo_options_dynamic',
				'{"searchAppearance":{"postTypes":{"page":{"show":true,"advanced":{"robotsMeta":{"default":false,"noindex":true}}}}}}',
				'',
				'',
			],
		];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'kinds' )]
	public function test_a_hidden_post_type_is_left_out_except_pages_marked_as_shown(
		string $option,
		mixed $value,
		string $key,
		mixed $shown,
	): void {
		$page = $this->page( 'Page', 'rhinoceros of the page' );
		$post = $this->page( 'Post', 'rhinoceros of the post', [ 'post_type' => 'post' ] );
		update_option( $option, [] );
		update_option( $option, $value );
		self::assertSame(
			'1',
			$this->database()->value( 'SELECT COUNT(*) FROM %i WHERE unique_key = %s', $this->database()->table( 'jobs' ), 'knowledge.sync:anew' ),
			'Everything is read again, soon.',
		);
		wp_update_post( [ 'ID' => $page->ID ] );
		self::assertSame( [ 'post:' . $post->ID ], $this->found( 'rhinoceros' ) );
		if ( '' !== $key ) {
			update_post_meta( $page->ID, $key, $shown );
			self::assertCount( 2, $this->found( 'rhinoceros' ) );
		}
	}

	public function test_the_table_of_all_in_one_seo_is_read(): void {
		$table = $this->database()->core_table( 'aioseo_posts' );
		$page = $this->page( 'Page', 'rhinoceros' );
		foreach ( [ [ 0, 1, [] ], [ 1, 1, [ 'post:' . $page->ID ] ], [ 0, 0, [ 'post:' . $page->ID ] ] ] as [ $default, $noindex, $found ] ) {
			self::wpdb()->query( "DELETE FROM $table" );
			self::wpdb()->query( "INSERT INTO $table VALUES ({$page->ID}, $default, $noindex)" );
			do_action( 'aioseo_insert_post', $page->ID );
			$this->end_request();
			self::assertSame( $found, $this->found( 'rhinoceros' ) );
		}
	}

	public function test_terms_of_a_hidden_taxonomy_are_not_indexed(): void {
		update_option( 'wpseo_titles', [ 'noindex-tax-post_tag' => true ] );
		$post = $this->page(
			'Post',
			'Text.',
			[ 'post_type' => 'post', 'tags_input' => [ 'rhinoceros' ], 'post_category' => [ wp_create_category( 'elephant' ) ] ],
		);
		self::assertSame( [], $this->found( 'rhinoceros' ) );
		self::assertSame( [ 'post:' . $post->ID ], $this->found( 'elephant' ) );
	}

	public function test_discouraging_search_engines_from_the_whole_site_hides_nothing_here(): void {
		update_option( 'blog_public', '0' );
		$this->page( 'Page', 'rhinoceros' );
		self::assertCount( 1, $this->found( 'rhinoceros' ) );
	}

	public function test_damaged_options_and_fields_hide_nothing(): void {
		foreach ( [
			'wpseo_titles' => 'x',
			'rank-math-options-titles' => [ 'pt_page_custom_robots' => 'on', 'pt_page_robots' => 'noindex' ],
			'seopress_titles_option_name' => [ 'seopress_titles_single_titles' => 'x' ],
			'aioseo_options_dynamic' => '{broken',
			'autodescription-site-settings' => 7,
		] as $option => $value ) {
			update_option( $option, $value );
		}
		$this->page( 'Page', 'rhinoceros', [ 'meta_input' => [ 'rank_math_robots' => 'noindex?', '_genesis_noindex' => [ 1 ] ] ] );
		self::assertCount( 1, $this->found( 'rhinoceros' ) );
	}

	public function test_another_plugin_can_exclude_a_page_but_not_include_one(): void {
		add_filter( 'aaia_chatbot_may_know_post', static fn( bool $may, \WP_Post $post ): bool => 'Members' !== $post->post_title, 10, 2 );
		$this->page( 'Members', 'rhinoceros' );
		$this->page( 'Private', 'rhinoceros', [ 'post_status' => 'private' ] );
		$open = $this->page( 'Open', 'rhinoceros' );
		self::assertSame( [ 'post:' . $open->ID ], $this->found( 'rhinoceros' ) );
	}
}
