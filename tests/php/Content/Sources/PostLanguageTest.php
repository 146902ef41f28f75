<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Sources;

use Aaia\Chatbot\Tests\Content\SyncedPostsTestCase;

/** Pages in several languages, with WPML and Polylang (their stand-ins). */
final class PostLanguageTest extends SyncedPostsTestCase {

	public static function setUpBeforeClass(): void {
		require_once dirname( __DIR__, 3 ) . '/support/plugins/multilingual/polylang.php';
		require_once dirname( __DIR__, 3 ) . '/support/plugins/multilingual/wpml.php';
	}

	private function language( string $question ): string {
		return $this->hits( $question )[0]->document->language;
	}

	public function test_a_language_set_by_polylang_is_indexed_when_the_request_ends(): void {
		$page = $this->page( 'Page', 'Our crocodile text' );
		self::assertSame( 'en', $this->language( 'crocodile' ) );
		pll_set_post_language( $page->ID, 'fr' );
		$this->end_request();
		self::assertSame( 'fr', $this->language( 'crocodile' ) );
		wp_set_object_terms( $page->ID, 'de', 'language' );
		do_action( 'pll_save_post', $page->ID, $page, [] );
		$this->end_request();
		self::assertSame( 'de', $this->language( 'crocodile' ) );
	}

	public function test_a_language_set_by_wpml_is_indexed_with_the_url_in_that_language(): void {
		fixture_wpml();
		$page = $this->page( 'Page', 'Our kangaroo text' );
		fixture_wpml_set_language( $page->ID, 'fr' );
		$this->end_request();
		self::assertSame( 'fr', $this->language( 'kangaroo' ) );
		self::assertSame(
			str_replace( home_url( '/' ), home_url( '/fr/' ), (string) get_permalink( $page ) ),
			$this->hits( 'kangaroo' )[0]->document->url,
		);
		add_shortcode( 'wpml', static fn(): string => 'speaks ' . $GLOBALS['fixture_wpml_language'] );
		wp_update_post( [ 'ID' => $page->ID, 'post_content' => 'Our kangaroo [wpml]' ] );
		$this->end_request();
		remove_shortcode( 'wpml' );
		self::assertSame( [ 'Our kangaroo speaks fr', 'en' ], [ $this->texts( 'kangaroo' ), $GLOBALS['fixture_wpml_language'] ] );
		fixture_wpml_set_language( $page->ID, 'pt-br' );
		$this->end_request();
		self::assertSame( 'pt', $this->language( 'kangaroo' ) );
	}

	public function test_an_invalid_language_is_ignored(): void {
		$this->page( 'Page', 'Our wombat text', [ 'meta_input' => [ '_aaia_locale' => '../../x' ] ] );
		self::assertSame( 'en', $this->language( 'wombat' ) );
	}

	public function test_the_visitors_language_comes_first_and_others_are_the_fallback(): void {
		$english = $this->page(
			'Opening hours',
			'The museum shop opens at nine. Musée horaires.',
			[ 'meta_input' => [ '_aaia_locale' => 'en_US' ] ],
		);
		$french  = $this->page(
			'Horaires',
			'La boutique du musée ouvre à neuf heures. Museum opening hours.',
			[ 'meta_input' => [ '_aaia_locale' => 'fr_FR' ] ],
		);
		self::assertSame( 'post:' . $french->ID, $this->found( 'museum hours', 'fr' )[0] );
		self::assertSame( 'post:' . $english->ID, $this->found( 'museum hours', 'en' )[0] );
		wp_trash_post( $french->ID );
		self::assertSame( [ 'post:' . $english->ID ], $this->found( 'museum hours', 'fr' ) );
	}

	public function test_blocks_and_shortcodes_are_rendered_in_the_language_of_their_page(): void {
		if ( ! in_array( 'fr_FR', get_available_languages(), true ) ) {
			self::markTestSkipped( 'This WordPress has no French.' );
		}
		add_shortcode( 'spoken', static fn(): string => 'tongue ' . get_locale() );
		$this->page( 'Page', 'Our [spoken]', [ 'meta_input' => [ '_aaia_locale' => 'fr_FR' ] ] );
		$this->end_request();
		self::assertStringContainsString( 'tongue fr_FR', $this->texts( 'tongue' ) );
		self::assertSame( 'en_US', get_locale() );
	}
}
