<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Web;

use Aaia\Chatbot\Content\Web\WebAddressService;
use Aaia\Chatbot\Http\Outgoing\WebUrl;
use PHPUnit\Framework\Attributes\DataProvider;

/** Addresses of other sites, as the Knowledge tab handles them. */
final class WebAddressesControllerTest extends WebTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->sign_in();
	}

	/** @param array<string, mixed> $more */
	private function post( string $urls, array $more = [] ): \WP_REST_Response {
		return $this->rest( 'POST', '/knowledge/addresses', [ 'urls' => $urls, 'kind' => 'page' ] + $more );
	}

	public function test_addresses_are_added_a_line_each_listed_changed_and_removed(): void {
		$added = $this->post( self::$site->url( '/a' ) . "\n " . self::$site->url( '/b#part' ) . ' ', [ 'pace' => 'daily' ] );
		self::assertSame( 201, $added->get_status(), (string) wp_json_encode( $added->get_data() ) );
		$listed = $this->rest( 'GET', '/knowledge/addresses' )->get_data();
		self::assertSame( [ self::$site->url( '/a' ), self::$site->url( '/b' ) ], array_column( $listed['items'], 'url' ) );
		self::assertSame(
			[ 'waiting', 'daily', 0, WebAddressService::PAGES ],
			[ $listed['items'][0]['state'], $listed['items'][0]['pace'], $listed['items'][0]['known'], $listed['page_limit'] ],
		);

		$id      = $listed['items'][0]['id'];
		$changed = $this->rest( 'PATCH', "/knowledge/addresses/$id", [ 'pace' => 'monthly', 'not_paths' => "/x\n\n /y* \n/x" ] )->get_data();
		self::assertSame( [ 'monthly', [ '/x', '/y*' ] ], [ $changed['pace'], $changed['not_paths'] ] );
		self::assertSame( 202, $this->rest( 'POST', "/knowledge/addresses/$id/read" )->get_status() );
		self::assertTrue( $this->rest( 'DELETE', "/knowledge/addresses/$id" )->get_data()['deleted'] );
		self::assertCount( 1, $this->rest( 'GET', '/knowledge/addresses' )->get_data()['items'] );
		foreach ( [ [ 'DELETE', '' ], [ 'PATCH', '' ], [ 'POST', '/read' ], [ 'GET', '/pages' ] ] as [ $method, $path ] ) {
			self::assertSame( 404, $this->rest( $method, "/knowledge/addresses/$id$path", 'GET' === $method ? null : [] )->get_status() );
		}
	}

	/** @return iterable<string, array{string, string}> */
	public static function refused(): iterable {
		yield 'nothing' => [ " \n ", 'Enter an address' ];
		yield 'words' => [ 'our help pages', '“our help pages” is not a page address' ];
		yield 'another protocol' => [ 'ftp://example.com/x', 'not a page address' ];
		yield 'a password' => [ 'https://user:pw@93.184.215.14/', 'not a page address' ];
		yield 'inside' => [ 'http://192.168.1.1/admin', 'private network' ];
		yield 'metadata' => [ 'http://169.254.169.254/latest/meta-data/', 'private network' ];
		yield 'decimal' => [ 'http://2130706433/', 'This address can’t be used' ];
		yield 'IPv6' => [ 'http://[::1]/', 'not a page address' ];
		yield 'a port' => [ 'http://93.184.215.14:22/', 'usual ports' ];
		yield 'an unknown host' => [ 'https://no-such-host.invalid/', 'not known' ];
		yield 'this site' => [ 'http://site.test/about', 'page of this site' ];
	}

	#[DataProvider( 'refused' )]
	public function test_invalid_addresses_are_refused_with_a_sentence_and_nothing_is_added( string $typed, string $sentence ): void {
		$typed    = str_replace( 'http://site.test', untrailingslashit( (string) WebUrl::normalised( home_url( '/' ) ) ), $typed );
		$response = $this->post( '' === trim( $typed ) ? $typed : self::$site->url( '/good' ) . "\n" . $typed );
		self::assertSame( [ 400, 'aaia_invalid_address' ], [ $response->get_status(), $response->get_data()['code'] ] );
		self::assertCount( 1, $response->get_data()['data']['problems'] );
		self::assertStringContainsString( $sentence, $response->get_data()['message'] );
		self::assertSame( [], $this->rest( 'GET', '/knowledge/addresses' )->get_data()['items'] );
		self::assertSame( [], self::$site->paths(), 'Nothing is asked before an address is accepted.' );
	}

	public function test_an_address_is_added_once_and_their_number_is_limited(): void {
		$this->post( self::$site->url( '/a' ) );
		self::assertStringContainsString(
			'already in the list',
			$this->post( strtoupper( 'http' ) . substr( self::$site->url( '/a#x' ), 4 ) )->get_data()['message'],
		);
		$urls = array_map( static fn( int $n ): string => self::$site->url( "/p$n" ), range( 1, WebAddressService::ADDRESSES ) );
		$many = implode( "\n", $urls );
		self::assertStringContainsString( (string) WebAddressService::ADDRESSES, $this->post( $many )->get_data()['message'] );
	}

	public function test_patterns_and_limits_that_make_no_sense_are_refused(): void {
		self::assertStringContainsString(
			'“help” is not a path pattern',
			$this->post( self::$site->url( '/a' ), [ 'only_paths' => "/ok\nhelp" ] )->get_data()['message'],
		);
		self::assertSame( 400, $this->post( self::$site->url( '/a' ), [ 'page_limit' => 0 ] )->get_status() );
		self::assertSame( 400, $this->post( self::$site->url( '/a' ), [ 'page_limit' => WebAddressService::MOST_PAGES + 1 ] )->get_status() );
		self::assertSame( 400, $this->post( self::$site->url( '/a' ), [ 'pace' => 'hourly' ] )->get_status() );
		self::assertSame( 400, $this->rest( 'POST', '/knowledge/addresses', [ 'urls' => 'x', 'kind' => 'everything' ] )->get_status() );
	}

	public function test_pages_are_listed_page_by_page_with_the_reason_where_one_is_not_used(): void {
		$paths = [ '/one', '/two', '/three', '/gone' ];
		self::$site->plan( [ '/map.xml' => self::sitemap( $paths ), '/gone' => [ 'status' => 404 ] ] + array_combine(
			array_slice( $paths, 0, 3 ),
			array_map(
				static fn( string $path ): array => self::says( "Page $path", "Everything that is worth knowing about $path." ),
				array_slice( $paths, 0, 3 ),
			),
		) );
		$id = $this->rest( 'POST', '/knowledge/addresses', [ 'urls' => self::$site->url( '/map.xml' ), 'kind' => 'sitemap' ] )
			->get_data()['items'][0]['id'];
		$this->clock->pass( '1 minute' );
		$this->read_all();

		$address = $this->rest( 'GET', '/knowledge/addresses' )->get_data()['items'][0];
		self::assertSame( [ 'idle', 3, 0, 1 ], [ $address['state'], $address['known'], $address['waiting'], $address['problems'] ] );
		$first  = $this->rest( 'GET', "/knowledge/addresses/$id/pages?per_page=3" )->get_data();
		$second = $this->rest( 'GET', "/knowledge/addresses/$id/pages?per_page=3&cursor=" . $first['next_cursor'] )->get_data();
		self::assertSame(
			[ '/gone', '/three', '/two', '/one' ],
			array_map(
				static fn( array $page ): string => substr( $page['url'], strlen( self::$site->url( '' ) ) ),
				[ ...$first['items'], ...$second['items'] ],
			),
		);
		$problems = $this->rest( 'GET', "/knowledge/addresses/$id/pages?shown=problems" )->get_data()['items'];
		self::assertSame(
			[ [ 'left_out', 404, 'The page does not exist (404).', null ] ],
			array_map( static fn( array $page ): array => [ $page['state'], $page['status'], $page['problem'], $page['last_read'] ], $problems ),
		);
		self::assertCount( 1, $this->rest( 'GET', "/knowledge/addresses/$id/pages?text=" . rawurlencode( '/tw' ) )->get_data()['items'] );
		self::assertSame( [], $this->rest( 'GET', "/knowledge/addresses/$id/pages?text=%25%27" )->get_data()['items'] );
	}

	public function test_a_page_that_waits_for_another_attempt_is_listed_with_the_problems(): void {
		self::$site->plan( [ '/a' => [ 'status' => 500 ] ] );
		$id = $this->post( self::$site->url( '/a' ) )->get_data()['items'][0]['id'];
		$this->clock->pass( '1 minute' );
		$this->read_all();
		$address = $this->rest( 'GET', '/knowledge/addresses' )->get_data()['items'][0];
		self::assertSame( [ 'paused', 0, 0, 1 ], [ $address['state'], $address['known'], $address['waiting'], $address['problems'] ] );
		self::assertSame(
			[ 'waiting' ],
			array_column( $this->rest( 'GET', "/knowledge/addresses/$id/pages?shown=problems" )->get_data()['items'], 'state' ),
		);
		self::assertSame( [], $this->rest( 'GET', "/knowledge/addresses/$id/pages?shown=waiting" )->get_data()['items'] );
	}

	public function test_only_users_who_may_change_settings_may_manage_addresses(): void {
		$this->sign_in( 'editor' );
		self::assertSame( 403, $this->rest( 'GET', '/knowledge/addresses' )->get_status() );
		self::assertSame( 403, $this->post( self::$site->url( '/a' ) )->get_status() );
	}
}
