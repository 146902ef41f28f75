<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Sources;

use Aaia\Chatbot\Content\Sources\RenderCrashLog;
use Aaia\Chatbot\Tests\Content\SyncedPostsTestCase;

/** Blocks, shortcodes and filters of plugins are read as a guest sees them, whatever the code of plugins does. */
final class PostTextTest extends SyncedPostsTestCase {

	protected function tearDown(): void {
		foreach ( [ 'other', 'again', 'bad', 'fine' ] as $tag ) {
			remove_shortcode( $tag );
		}
		foreach ( [ 'other/hello', 'other/bad' ] as $block ) {
			if ( \WP_Block_Type_Registry::get_instance()->is_registered( $block ) ) {
				unregister_block_type( $block );
			}
		}
		parent::tearDown();
	}

	private function read( string $content, string $title = 'Page' ): string {
		$page = $this->page( $title, $content );
		$this->end_request();
		return $this->known( $page->ID );
	}

	public function test_dynamic_blocks_and_synced_patterns_are_rendered(): void {
		register_block_type(
			'other/hello',
			[ 'render_callback' => static fn( array $attributes ): string => '<p>Opens at ' . ( $attributes['hour'] ?? '?' ) . '</p>' ],
		);
		$pattern = $this->page( 'Pattern', '<!-- wp:paragraph --><p>Shared words</p><!-- /wp:paragraph -->', [ 'post_type' => 'wp_block' ] );
		self::assertSame(
			"Opens at nine\nShared words",
			$this->read( '<!-- wp:other/hello {"hour":"nine"} /--><!-- wp:block {"ref":' . $pattern->ID . '} /-->' ),
		);
	}

	public function test_blocks_a_hundred_deep_are_read(): void {
		self::assertSame(
			'Deep words',
			$this->read(
				str_repeat( '<!-- wp:group --><div class="wp-block-group">', 100 )
					. '<!-- wp:paragraph --><p>Deep words</p><!-- /wp:paragraph -->' . str_repeat( '</div><!-- /wp:group -->', 100 ),
			),
		);
	}

	public function test_embeds_are_not_fetched_and_their_captions_are_kept(): void {
		$asked = [];
		$this->answer_http( static function ( string $url ) use ( &$asked ): \WP_Error {
			$asked[] = $url;
			return new \WP_Error( 'no', 'No network.' );
		} );
		add_filter( 'the_content', static fn( string $content ): string => $content . '<p>Share this</p>' );
		$known = $this->read(
			"<!-- wp:embed {\"url\":\"https://www.youtube.com/watch?v=x\"} --><figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\nhttps://www.youtube.com/watch?v=x\n</div><figcaption>Our film</figcaption></figure><!-- /wp:embed -->\n\n[embed]https://vimeo.com/1[/embed]\n\n<!-- wp:paragraph --><p>Words</p><!-- /wp:paragraph -->",
		);
		self::assertSame( [], $asked );
		self::assertSame( "Our film\nWords", $known );

		$pattern = $this->page(
			'Pattern',
			"<!-- wp:paragraph --><p>Shared</p><!-- /wp:paragraph -->\n\nhttps://www.youtube.com/watch?v=y\n\n[embed]https://vimeo.com/2[/embed]",
			[ 'post_type' => 'wp_block' ],
		);
		$embed   = $GLOBALS['wp_embed'];
		self::assertStringStartsWith( 'Shared', $this->read( '<!-- wp:block {"ref":' . $pattern->ID . '} /-->' ) );
		self::assertSame( [ [], $embed ], [ $asked, $GLOBALS['wp_embed'] ] );
		self::assertNotFalse( has_filter( 'the_content', [ $embed, 'autoembed' ] ) );
		self::assertSame(
			'0',
			$this->database()->value( 'SELECT COUNT(*) FROM %i WHERE meta_key LIKE %s', $this->database()->core_table( 'postmeta' ), '_oembed%' ),
			'What a page shows later is not decided here.',
		);
	}

	public function test_content_that_plugins_add_to_pages_is_left_out(): void {
		add_filter(
			'the_content',
			static fn( string $content ): string => '<p>12 min read</p>' . $content . '<h2>You may also like</h2><p>Another page</p>',
		);
		self::assertSame(
			"[\"Part\"]\nThe owner’s \"own\" words, 3x4 and 3×4.",
			$this->read( "<h2>Part</h2>\n\nThe owner’s \"own\" words, 3x4 and 3×4." ),
		);
	}

	public function test_members_only_content_is_left_out(): void {
		$this->sign_in();
		add_filter(
			'the_content',
			static fn( string $content ): string => is_user_logged_in() || ! is_singular() ? $content : strstr(
				$content,
				'<!--more-->',
				true,
			) . '<p>Join to read on.</p>',
		);
		self::assertSame( 'Everybody reads this.', $this->read( "Everybody reads this.\n\n<!--more-->\n\nMembers read that." ) );
		self::assertSame( 'Join to read on.', $this->read( 'Members read all of this.' ) );
		self::assertTrue( is_user_logged_in() );
	}

	public function test_the_text_of_a_page_builder_is_read(): void {
		add_filter( 'the_content', static fn(): string => '<h2>Built</h2><p>Words of the builder.</p>', 9 );
		self::assertSame( "[\"Built\"]\nWords of the builder.", $this->read( '' ) );
		self::assertSame( "[\"Built\"]\nWords of the builder.", $this->read( 'An old text nobody sees.' ) );
	}

	/** @return array<string, array{0: \Closure(): string}> */
	public static function failing(): array {
		return [
			'throws'    => [ static fn(): string => throw new \RuntimeException( 'broken' ) ],
			'redirects' => [ static function (): string {
				wp_safe_redirect( 'https://example.com/login' );
				return 'after the redirect';
			} ],
			'dies'      => [ static fn(): string => (string) wp_die( 'No.' ) ],
			'type'      => [ static fn(): string => strlen( [] ) . '' ],
		];
	}

	/** @param \Closure(): string $code */
	#[\PHPUnit\Framework\Attributes\DataProvider( 'failing' )]
	public function test_failing_code_leaves_the_text_around_it( \Closure $code ): void {
		add_shortcode( 'bad', $code );
		add_shortcode( 'fine', static fn(): string => 'fine' );
		self::assertSame( 'Before after.', $this->read( 'Before [bad]after.' ) );
		self::assertSame( [], headers_list() );
		add_filter( 'the_content', static fn( string $content ): string => str_replace( 'secret', '', $content ) . 'x' );
		self::assertSame( 'Before after.', $this->read( 'Before [bad]after.' ) );
	}

	public function test_a_page_whose_filter_fails_is_left_out_because_the_filter_may_hide_text(): void {
		add_filter( 'the_content', static fn(): string => throw new \RuntimeException( 'broken members plugin' ) );
		self::assertSame( '', $this->read( 'Members read this.' ) );
	}

	public function test_a_shortcode_that_shows_its_own_page_ends(): void {
		$depth = 0;
		add_shortcode( 'again', static function () use ( &$depth ): string {
			++$depth;
			return do_shortcode( 'round [again]' );
		} );
		self::assertStringStartsWith( 'Start round', $this->read( 'Start [again]' ) );
		self::assertLessThan( 100, $depth );
	}

	public function test_buffers_posts_and_queries_are_restored(): void {
		$other           = $this->page( 'Other', 'x' );
		$GLOBALS['post'] = $other;
		$query           = $GLOBALS['wp_query'];
		$level           = ob_get_level();
		add_shortcode( 'other', static function (): string {
			ob_start();
			echo 'noise';
			$GLOBALS['post'] = null;
			wp_set_current_user( 1 );
			return 'title ' . get_queried_object()->post_title;
		} );
		self::assertSame( 'title Mine', $this->read( '[other]', 'Mine' ) );
		self::assertSame( [ $other, $query, $level, 0 ], [ $GLOBALS['post'], $GLOBALS['wp_query'], ob_get_level(), get_current_user_id() ] );
	}

	public function test_a_post_that_ended_php_is_read_without_its_code_until_it_changes(): void {
		$ran = 0;
		add_shortcode( 'bad', static function () use ( &$ran ): string {
			++$ran;
			return 'shown';
		} );
		$page = $this->page( 'Page', 'Before [bad]' );
		$note = static fn( int $times ): bool => update_option(
			RenderCrashLog::OPTION,
			[ $page->ID => [ md5( 'Before [bad]' ), time(), $times ] ],
		);
		$note( 1 );
		$this->end_request();
		self::assertSame( [ 'Before', 0 ], [ $this->known( $page->ID ), $ran ] );

		wp_update_post( [ 'ID' => $page->ID, 'post_content' => 'Now [bad]' ] );
		$this->end_request();
		self::assertSame( [ 'Now shown', 1 ], [ $this->known( $page->ID ), $ran ] );

		update_option( RenderCrashLog::OPTION, [ $page->ID => 'damaged', 'x' => [ 1 ] ] );
		wp_update_post( [ 'ID' => $page->ID, 'post_content' => 'Then [bad]' ] );
		$this->end_request();
		self::assertSame( 'Then shown', $this->known( $page->ID ) );
	}

	public function test_navigation_buttons_and_our_own_chat_are_left_out(): void {
		self::assertSame(
			'Words',
			$this->read(
				'<!-- wp:navigation --><nav>menu</nav><!-- /wp:navigation --><!-- wp:search {"label":"Look here"} /--><!-- wp:latest-posts /--><p>Words</p><button>Press</button>[aaia_chatbot]',
			),
		);
	}
}
