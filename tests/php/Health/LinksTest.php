<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Health;

use Aaia\Chatbot\Content\IndexPost;
use Aaia\Chatbot\Health\CheckLinks;
use Aaia\Chatbot\Health\DocumentChecker;
use Aaia\Chatbot\Health\HealthHooks;
use Aaia\Chatbot\Health\HealthSettings;
use Aaia\Chatbot\Health\InternalLinkResolver;
use Aaia\Chatbot\Health\LinkExtractor;
use Aaia\Chatbot\Health\LinkProbe;
use Aaia\Chatbot\Http\Outgoing\AddressGate;
use Aaia\Chatbot\Http\Outgoing\OutgoingClient;
use Aaia\Chatbot\Http\Outgoing\SafeFetch;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;
use PHPUnit\Framework\Attributes\DataProvider;

/** Dead links: internal ones without a request, external ones within limits and only when the owner allows it. */
final class LinksTest extends HealthTestCase {

	/** @var list<string> Addresses asked, with the method. */
	private array $asked = [];

	/** @var array<string, int> What servers answer; 0 for nothing at all. */
	private array $answers = [];

	protected function setUp(): void {
		parent::setUp();
		update_option( 'permalink_structure', '/%postname%/' );
		$GLOBALS['wp_rewrite']->init();
		$GLOBALS['wp_rewrite']->flush_rules( false );
		$this->answer_http( function ( string $url, array $request ): array|\WP_Error {
			$this->asked[] = $request['method'] . ' ' . $url;
			$status        = $this->answers[ $url ] ?? 200;
			return 0 === $status ? new \WP_Error( 'http_request_failed', 'cURL error 28: Operation timed out' ) : [
				'headers'  => [],
				'body'     => '',
				'response' => [ 'code' => $status, 'message' => '' ],
				'cookies'  => [],
			];
		} );
		$this->now    = new \DateTimeImmutable( '+1 minute', new \DateTimeZone( 'UTC' ) );
		$clock        = new class( fn(): \DateTimeImmutable => $this->now ) implements Clock {
			/** @param \Closure(): \DateTimeImmutable $tell */
			public function __construct( private readonly \Closure $tell ) {}

			public function now(): \DateTimeImmutable {
				return ( $this->tell )();
			}
		};
		$this->services = $this->wired( [
			Clock::class     => $clock,
			LinkProbe::class => new LinkProbe(
				new SafeFetch(
					new OutgoingClient(
						new AddressGate( static fn( string $host ): array => [ 'inside.example' === $host ? '10.0.0.1' : '93.184.215.14' ] ),
					),
				),
			),
		] );
	}

	protected function tearDown(): void {
		parent::tearDown();
		$GLOBALS['wp_rewrite']->init();
		$GLOBALS['wp_rewrite']->flush_rules( false );
	}

	private function work(): void {
		$this->services->get( CheckLinks::class )->handle( new Job( 1, CheckLinks::NAME, [], 1 ) );
	}

	private function wants_links_asked( bool $wanted = true ): void {
		$this->services->get( Settings::class )->save( [ HealthSettings::CHECK_LINKS => $wanted ] );
		$this->asked = [];
	}

	/** A page of the index that links to these addresses. */
	private function linking( string ...$urls ): \WP_Post {
		$content = implode(
			' ',
			array_map( static fn( string $url ): string => '<p><a href="' . esc_attr( $url ) . '">Read more</a></p>', $urls ),
		);
		$page    = $this->page( 'A page with links ' . wp_generate_password( 6, false ), $content );
		$this->read( $page->ID );
		return $page;
	}

	/** Indexes and checks a post, as at the end of the request that saves it. */
	private function read( int $post_id ): void {
		$this->services->get( IndexPost::class )->handle( new Job( 1, IndexPost::NAME, [ 'post' => $post_id ], 1 ) );
		$hooks = $this->services->get( HealthHooks::class );
		$post  = get_post( $post_id );
		self::assertInstanceOf( \WP_Post::class, $post );
		$hooks->post_saved( $post_id, $post );
		$hooks->check_saved_posts();
	}

	private function rewrite( \WP_Post $page, string $content ): void {
		wp_update_post( [ 'ID' => $page->ID, 'post_content' => $content ] );
		$this->read( $page->ID );
	}

	/** @return list<string> Addresses told dead. */
	private function dead(): array {
		$dead = array_map(
			static fn( $finding ): string => $finding->finding->detail . ' ' . $finding->finding->reason,
			$this->findings( 'link' ),
		);
		sort( $dead );
		return $dead;
	}

	public function test_links_are_extracted_from_the_content_of_the_editor(): void {
		$links = ( new LinkExtractor() )->from_content(
			'<!-- wp:paragraph --><p><a href="/about?a=1&amp;b=2#team">Our <b>team</b></a> <a href="mailto:a@b.example">x</a> <a href="tel:1">x</a> <a href="#top">x</a> <a href="javascript:alert(1)">x</a> <a name="x">x</a></p><!-- /wp:paragraph -->'
			. '[button url="https://example.org/buy"]Buy[/button] <a href="//example.net/x">Same scheme</a> <a '
			. 'href="nested/page">Relative</a><a href="https://user:secret@example.com/">no</a> <a href="https://éxample.com/é">é</a>',
			'https://site.example/blog/post/'
		);
		self::assertSame(
			[
				'https://site.example/about?a=1&b=2'         => 'Our team',
				'https://example.net/x'                      => 'Same scheme',
				'https://site.example/blog/post/nested/page' => 'Relative',
				'https://xn--xample-9ua.com/%C3%A9'          => 'é',
				'https://example.org/buy'                    => '',
			],
			$links
		);
	}

	public function test_a_page_of_ten_thousand_links_is_read_up_to_a_limit(): void {
		$content = '';
		for ( $i = 0; $i < 10_000; $i++ ) {
			$content .= "<a href='https://example.org/$i'>$i";
		}
		self::assertCount( LinkExtractor::MOST, ( new LinkExtractor() )->from_content( $content, 'https://site.example/' ) );
	}

	public function test_internal_links_are_resolved_without_a_request(): void {
		$public  = $this->page( 'Opening hours', 'Text' );
		$draft   = $this->page( 'Coming soon', 'Text', [ 'post_status' => 'draft', 'post_name' => 'coming-soon' ] );
		$trashed = $this->page( 'Old offer', 'Text' );
		wp_trash_post( $trashed->ID );
		$category = wp_insert_term( 'Bicycles', 'category' );
		self::assertIsArray( $category );
		$internal = new InternalLinkResolver();
		$state    = static fn( string $path ): string => trim(
			$internal->resolve( home_url( $path ) )->state->value . ' ' . $internal->resolve( home_url( $path ) )->reason,
		);
		self::assertSame(
			[ 'ok', 'ok', 'ok', 'dead unpublished', 'dead unpublished', 'dead missing', 'ok', 'dead missing', 'ok', 'dead missing', 'ok' ],
			array_map(
				$state,
				[
					'/',
					'/opening-hours/',
					'/opening-hours',
					'/coming-soon/',
					'/old-offer/',
					'/never-was/',
					'/category/bicycles/',
					'/category/cars/',
					'/?p=' . $public->ID,
					'/?p=999999',
					'/wp-admin/',
				],
			)
		);
		self::assertSame( 'dead unpublished', $state( '/?page_id=' . $draft->ID ) );
		self::assertTrue( $internal->is_internal( home_url( '/x' ) ) );
		self::assertFalse( $internal->is_internal( 'https://example.org/' ) );
		self::assertSame( [], $this->asked );
	}

	public function test_a_dead_internal_link_is_found_when_the_page_is_saved(): void {
		$page = $this->linking( home_url( '/never-was/' ) );
		self::assertSame( [ home_url( '/never-was/' ) . ' missing' ], $this->dead() );
		$this->rewrite( $page, '<p>No link any more.</p>' );
		self::assertSame( [], $this->dead() );
	}

	public function test_correcting_only_the_address_of_a_link_removes_the_finding(): void {
		$this->page( 'Opening hours', 'Text' );
		$page = $this->linking( home_url( '/oppening-hours/' ) );
		self::assertCount( 1, $this->dead() );
		$this->rewrite( $page, str_replace( 'oppening', 'opening', $page->post_content ) );
		self::assertSame( [], $this->dead() );
	}

	public function test_an_internal_address_that_redirects_is_alive(): void {
		$this->linking( home_url( '/short-link/' ) );
		self::assertCount( 1, $this->dead() );
		$this->answers[ home_url( '/short-link/' ) ] = 301;
		$this->work();
		self::assertSame( [], $this->dead() );
		$this->services->get( DocumentChecker::class )
			->check( (int) $this->database()->value( 'SELECT document_id FROM %i', $this->database()->table( 'knowledge_document_links' ) ) );
		self::assertSame( [], $this->dead(), 'Looking again without a request does not forget what the site answered.' );
	}

	public function test_no_external_server_is_contacted_before_the_owner_allows_it(): void {
		$this->linking( 'https://example.org/gone' );
		$this->answers['https://example.org/gone'] = 404;
		for ( $day = 0; $day < 5; $day++ ) {
			$this->work();
			$this->now = $this->now->modify( '+1 day' );
		}
		self::assertSame( [], preg_grep( '/example\.org/', $this->asked ) );
		self::assertSame( [], $this->dead() );
	}

	public function test_an_external_link_is_dead_when_it_failed_twice_a_day_apart(): void {
		$this->wants_links_asked();
		$this->linking( 'https://example.org/gone', 'https://example.net/fine' );
		$this->answers['https://example.org/gone'] = 404;
		$this->work();
		self::assertSame( [], $this->dead() );
		$this->now = $this->now->modify( '+2 hours' );
		$this->work();
		self::assertSame( [], $this->dead() );
		$this->now = $this->now->modify( '+1 day' );
		$this->work();
		self::assertSame( [ 'https://example.org/gone status' ], $this->dead() );
		self::assertSame( 404, $this->findings( 'link' )[0]->finding->status );
		$this->answers = [];
		$this->now     = $this->now->modify( '+3 days' );
		$this->work();
		self::assertSame( [], $this->dead(), 'It came to life again.' );
	}

	public function test_a_link_that_failed_once_and_recovered_is_not_dead(): void {
		$this->wants_links_asked();
		$this->linking( 'https://example.org/page' );
		foreach ( [ 0, 200, 500, 200 ] as $status ) {
			$this->answers['https://example.org/page'] = $status;
			$this->work();
			$this->now = $this->now->modify( '+8 days' );
		}
		self::assertSame( [], $this->dead() );
	}

	/** @return array<string, array{int}> */
	public static function answers_that_are_no_death(): array {
		return [
			'login' => [ 401 ],
			'forbidden' => [ 403 ],
			'another method' => [ 405 ],
			'too many requests' => [ 429 ],
			'busy' => [ 503 ],
			'LinkedIn' => [ 999 ],
			'moved' => [ 204 ],
		];
	}

	#[DataProvider( 'answers_that_are_no_death' )]
	public function test_a_link_whose_server_refuses_us_is_not_dead( int $status ): void {
		$this->wants_links_asked();
		$this->linking( 'https://example.org/page' );
		$this->answers['https://example.org/page'] = $status;
		for ( $week = 0; $week < 4; $week++ ) {
			$this->work();
			$this->now = $this->now->modify( '+8 days' );
		}
		self::assertSame( [], $this->dead() );
	}

	public function test_private_addresses_are_never_contacted(): void {
		$this->wants_links_asked();
		$this->linking( 'http://inside.example/router', 'http://127.0.0.1/x', 'http://169.254.169.254/latest/meta-data/' );
		for ( $day = 0; $day < 4; $day++ ) {
			$this->work();
			$this->now = $this->now->modify( '+25 hours' );
		}
		self::assertSame( [], $this->asked );
		self::assertSame(
			[ 'http://127.0.0.1/x inside', 'http://169.254.169.254/latest/meta-data/ inside', 'http://inside.example/router inside' ],
			$this->dead(),
		);
	}

	public function test_each_server_is_contacted_once_per_run(): void {
		$this->wants_links_asked();
		$this->linking( 'https://example.org/1', 'https://example.org/2', 'https://example.org/3', 'https://example.net/1' );
		$this->work();
		self::assertSame( [ 'GET https://example.org/1', 'GET https://example.net/1' ], $this->asked );
		$this->work();
		self::assertContains( 'GET https://example.org/2', $this->asked );
	}

	public function test_requests_per_day_are_limited(): void {
		$this->wants_links_asked();
		for ( $page = 0; $page < 3; $page++ ) {
			$this->linking( ...array_map(
				static fn( int $number ): string => 'https://host' . $page . '-' . $number . '.example/',
				range( 1, 90 ),
			) );
		}
		for ( $run = 0; $run < 40; $run++ ) {
			$this->work();
		}
		self::assertCount( 200, $this->asked );
		$this->now = $this->now->modify( '+25 hours' );
		$this->work();
		self::assertGreaterThan( 200, count( $this->asked ) );
	}

	public function test_addresses_that_no_page_links_to_any_more_are_deleted(): void {
		$page = $this->linking( 'https://example.org/one', home_url( '/two/' ) );
		$this->rewrite( $page, '<p>No links.</p>' );
		$this->now = $this->now->modify( '+2 days' );
		$this->work();
		self::assertSame( '0', $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( 'knowledge_links' ) ) );
	}

	public function test_links_to_an_unpublished_page_are_found_within_a_day(): void {
		$target = $this->page( 'Opening hours', 'Text' );
		$this->linking( home_url( '/opening-hours/' ) );
		self::assertSame( [], $this->dead() );
		wp_update_post( [ 'ID' => $target->ID, 'post_status' => 'draft' ] );
		$this->now = $this->now->modify( '+25 hours' );
		$this->work();
		self::assertSame( [ home_url( '/opening-hours/' ) . ' unpublished' ], $this->dead() );
	}

	public function test_switching_external_checks_off_removes_their_findings(): void {
		$this->wants_links_asked();
		$this->linking( 'https://example.org/gone' );
		$this->answers['https://example.org/gone'] = 410;
		$this->work();
		$this->now = $this->now->modify( '+1 day' );
		$this->work();
		self::assertCount( 1, $this->dead() );
		$this->wants_links_asked( false );
		do_action( 'aaia_chatbot_settings_saved', [ HealthSettings::CHECK_LINKS ] );
		self::assertCount( 1, $this->dead(), 'Saving settings checks no document itself.' );
		$this->check();
		self::assertSame( [], $this->dead() );
	}
}
