<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestVisitor;

/** Where a visitor is: the page of the panel's requests, and the browser. */
final class VisitTest extends ChatTestCase {

	private const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

	private TestVisitor $ann;

	private string $conversation;

	protected function setUp(): void {
		parent::setUp();
		$this->sign_in();
		$this->ann          = $this->visitor();
		$this->conversation = $this->ann->says( 'hello' )->get_data()['metadata']['conversation'];
	}

	public function test_staff_see_the_page_browser_and_language_of_the_newest_request(): void {
		$this->assertNull( $this->seen() );
		$post = self::factory_post( 'Prices & <i>terms</i>' );
		$this->looks( get_permalink( $post ) . '#top' );
		$seen = $this->seen();
		$this->assertSame(
			[ get_permalink( $post ), 'Prices & terms', 'Firefox 140 · Linux', 'computer', 'fr-CA' ],
			[ $seen['url'] ?? null, $seen['title'] ?? null, $seen['browser'] ?? null, $seen['device'] ?? null, $seen['language'] ?? null ],
		);
		$this->looks( 'http://site.test/next/' );
		$this->assertSame( [ 'http://site.test/next/', '' ], [ $this->seen()['url'] ?? null, $this->seen()['title'] ?? null ] );
	}

	public function test_a_poll_tells_another_page_once_to_staff_and_never_to_the_visitor(): void {
		$cursor = $this->looks( 'http://site.test/one/' );
		$staff  = $this->rest( 'GET', '/updates' )->get_data()['cursor'];
		$this->assertSame( [], $this->ids_for_staff( $staff ) );
		$moved = $this->looks( 'http://site.test/two/', $cursor );
		$this->assertSame( 'http://site.test/two/', $this->seen()['url'] ?? null );
		$this->assertSame( [ $this->conversation ], $this->ids_for_staff( $staff ) );
		$again = $this->ann->asks( 'GET', "/session/updates?after=$moved", null, $this->headers( 'http://site.test/two/' ) )->get_data();
		$this->assertSame( [], $again['conversations'] );
	}

	public function test_a_poll_from_the_same_page_asks_nothing_more(): void {
		$cursor = $this->looks( 'http://site.test/one/' );
		$count  = function ( string $page ) use ( $cursor ): int {
			$before = self::wpdb()->num_queries;
			$this->looks( $page, $cursor );
			return self::wpdb()->num_queries - $before;
		};
		$count( 'http://site.test/one/' );
		$same = $count( 'http://site.test/one/' );
		$this->assertLessThan( $count( 'http://site.test/two/' ), $same );
		$this->ann->asks( 'GET', '/session/updates' );
		$bare   = $this->ann->asks( 'GET', '/session/updates' )->get_data()['cursor'];
		$before = self::wpdb()->num_queries;
		$this->ann->asks( 'GET', "/session/updates?after=$bare" );
		$this->assertSame( self::wpdb()->num_queries - $before, $same, 'As many as without any page.' );
	}

	public function test_only_pages_of_this_site_are_kept_and_without_their_secrets(): void {
		foreach ( [
			'https://elsewhere.test/page/', 'javascript:alert(1)', 'http://site.test.evil.test/', 'http://site.test:81/', 'nonsense',
			'//site.test/x',
			'http://site.test/' . str_repeat( 'a', 3000 ),
		] as $other ) {
			$this->looks( $other );
			$this->assertSame( '', $this->seen()['url'] ?? '', $other );
		}
		$secret = str_repeat( 'x', 30 );
		$this->looks( "http://ann:pw@site.test/cart/?key=wc_order_1&p=7&a=$secret&email=ann%40example.org&colour=red#frag" );
		$this->assertSame( 'http://site.test/cart/?p=7&colour=red', $this->seen()['url'] ?? null );
		$this->looks( 'http://site.test/<script>alert(1)</script>?q="><b>' );
		$this->assertDoesNotMatchRegularExpression( '/[<>"]/', $this->seen()['url'] ?? '<' );
	}

	public function test_an_address_that_grows_when_it_is_cleaned_does_not_fail_the_chat(): void {
		$page   = 'http://site.test/?' . str_repeat( 'a[]=1&', 300 );
		$answer = $this->ann->asks( 'GET', '/session/updates', null, $this->headers( $page ) );
		$this->assertSame( 200, $answer->get_status() );
		$this->assertSame( '', $this->seen()['url'] ?? '' );
	}

	public function test_a_private_post_is_not_named(): void {
		$post = self::factory_post( 'The secret plan', 'private' );
		$this->looks( home_url( "/?p=$post" ) );
		$this->assertSame( [ home_url( "/?p=$post" ), '' ], [ $this->seen()['url'] ?? null, $this->seen()['title'] ?? null ] );
	}

	public function test_a_browser_that_does_not_name_its_page_leaves_the_one_before(): void {
		$this->looks( 'http://site.test/one/' );
		$this->ann->asks( 'GET', '/session/updates', null, [ 'User-Agent' => 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/141.0' ] );
		$seen = $this->seen();
		$this->assertSame( [ 'http://site.test/one/', 'Firefox 141 · Windows' ], [ $seen['url'] ?? null, $seen['browser'] ?? null ] );
	}

	public function test_it_is_erased_with_the_conversation(): void {
		$this->looks( 'http://site.test/one/' );
		$answer = $this->rest( 'DELETE', "/conversations/$this->conversation" )->get_data();
		$this->assertSame( 1, $answer['deleted']['visits'] );
		$this->assertSame( 0, $this->count_rows( 'visits' ) );
	}

	public function test_a_flood_of_pages_is_not_stored(): void {
		$cursor = $this->looks( 'http://site.test/one/' );
		for ( $page = 0; $page < 40; $page++ ) {
			$this->looks( "http://site.test/$page/", $cursor );
		}
		$this->assertNotSame( 'http://site.test/39/', $this->seen()['url'] ?? null );
	}

	/** The panel asks for news from this page. @return string The cursor. */
	private function looks( string $page, ?string $after = null ): string {
		$query = null === $after ? '' : "?after=$after";
		return $this->ann->asks( 'GET', "/session/updates$query", null, $this->headers( $page ) )->get_data()['cursor'];
	}

	/** @return array<string, string> */
	private function headers( string $page ): array {
		return [ 'Referer' => $page, 'User-Agent' => self::FIREFOX, 'Accept-Language' => 'fr-CA,fr;q=0.8,en;q=0.5' ];
	}

	/** @return ?array<string, string> */
	private function seen(): ?array {
		return $this->rest( 'GET', "/conversations/$this->conversation" )->get_data()['visit'];
	}

	/** @return list<string> */
	private function ids_for_staff( string $cursor ): array {
		return array_column( $this->rest( 'GET', "/updates?after=$cursor" )->get_data()['conversations'], 'id' );
	}

	private static function factory_post( string $title, string $status = 'publish' ): int {
		return (int) wp_insert_post( [ 'post_title' => $title, 'post_content' => 'x', 'post_status' => $status ] );
	}
}
