<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Content\IndexPost;
use Aaia\Chatbot\Http\CheckGuestAccess;
use Aaia\Chatbot\Http\FrontPageAccess;
use Aaia\Chatbot\Http\GuestAccess;
use Aaia\Chatbot\Http\GuestProbe;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Tests\Harness\AsksPlannedSite;
use PHPUnit\Framework\Attributes\DataProvider;

/** Probes the site as a guest, over real connections. */
final class GuestProbeTest extends ClosedSiteTestCase {

	use AsksPlannedSite;

	protected function setUp(): void {
		parent::setUp();
		$home = untrailingslashit( self::$site->url() );
		foreach ( [ 'home', 'siteurl' ] as $option ) {
			add_filter( 'pre_option_' . $option, static fn(): string => $home );
		}
		$this->site_answers( [ 'body' => 'Welcome' ] );
	}

	/**
	 * @param array<string, mixed> $front
	 * @param array<string, mixed> $widget
	 * @param array<string, mixed> $others By path.
	 */
	private function site_answers( array $front, array $widget = [ 'body' => '{}' ], array $others = [] ): void {
		self::$site->plan( [ '/' => $front, $this->widget_path() => $widget ] + $others );
	}

	private function widget_path(): string {
		$parts = wp_parse_url( rest_url( 'aaia-chatbot/v1/widget' ) );
		return ( $parts['path'] ?? '/' ) . ( isset( $parts['query'] ) ? '?' . $parts['query'] : '' );
	}

	private function access(): GuestAccess {
		return $this->plugin->services->get( GuestAccess::class );
	}

	/** @return array<string, array{array<string, mixed>, ?FrontPageAccess}> */
	public static function fronts(): array {
		$to = static fn( string $location, int $status = 302 ): array => [ 'status' => $status, 'headers' => [ 'location' => $location ] ];
		return [
			'a page'                            => [ [ 'body' => 'Welcome' ], FrontPageAccess::Open ],
			'a login'                           => [ $to( '/wp-login.php?redirect_to=%2F' ), FrontPageAccess::Login ],
			'a login for good'                  => [ $to( '/login/', 301 ), FrontPageAccess::Login ],
			'a sign-in service'                 => [ $to( 'https://accounts.example.org/o/oauth2/auth' ), FrontPageAccess::Login ],
			'a password'                        => [ $to( '/?password-protected=login&redirect_to=%2F' ), FrontPageAccess::Password ],
			'a name and password'               => [ [ 'status' => 401, 'body' => 'No.' ], FrontPageAccess::Unauthorized ],
			'a refusal'                         => [ [ 'status' => 403, 'body' => 'No.' ], FrontPageAccess::Forbidden ],
			'maintenance'                       => [ [ 'status' => 503, 'body' => 'Soon.' ], null ],
			'an error'                          => [ [ 'status' => 500 ], null ],
			'nothing there'                     => [ [ 'status' => 404 ], null ],
			'another site'                      => [ $to( 'https://www.example.org/' ), null ],
			'a question of a service before it' => [ [ 'status' => 403, 'headers' => [ 'cf-mitigated' => 'challenge' ] ], null ],
		];
	}

	/** @param array<string, mixed> $front */
	#[DataProvider( 'fronts' )]
	public function test_the_front_page_shows_whether_the_site_is_closed( array $front, ?FrontPageAccess $seen ): void {
		$this->site_answers( $front );
		$this->assertSame( $seen, $this->plugin->services->get( GuestProbe::class )->probe() );
		$this->assertSame( $seen, $this->access()->front_page() );
		$this->assertSame( null !== $seen && FrontPageAccess::Open !== $seen, $this->access()->is_closed() );
	}

	/** @param array<string, mixed> $front */
	#[DataProvider( 'fronts' )]
	public function test_without_a_usable_response_the_last_result_stays( array $front, ?FrontPageAccess $seen ): void {
		foreach ( [ FrontPageAccess::Login, FrontPageAccess::Open ] as $before ) {
			$this->seen( $before );
			$this->site_answers( $front );
			$this->plugin->services->get( GuestProbe::class )->probe();
			$this->assertSame( $seen ?? $before, $this->access()->front_page() );
		}
	}

	public function test_before_a_first_result_the_rest_api_decides(): void {
		$this->answer_http( static fn(): \WP_Error => new \WP_Error( 'http_request_failed', 'cURL error 7: Failed to connect' ) );
		$this->assertNull( $this->plugin->services->get( GuestProbe::class )->probe() );
		$this->assertFalse( $this->access()->is_closed() );
		$this->with_plugin( 'force-login' );
		$this->assertNull( $this->plugin->services->get( GuestProbe::class )->probe() );
		$this->assertTrue( $this->access()->is_closed() );
		$this->assertFalse( $this->access()->shows_chat() );
		$this->assertFalse( $this->access()->may_be_read() );
	}

	public function test_an_open_site_can_have_a_closed_rest_api(): void {
		$this->site_answers( [ 'body' => 'Welcome' ], [ 'status' => 401 ] );
		$this->plugin->services->get( GuestProbe::class )->probe();
		$this->assertSame(
			[ false, true, false, true ],
			[ $this->access()->is_closed(), $this->access()->is_rest_closed(), $this->access()->shows_chat(), $this->access()->may_be_read() ],
		);
		$this->site_answers( [ 'body' => 'Welcome' ] );
		$this->plugin->services->get( GuestProbe::class )->probe();
		$this->assertTrue( $this->access()->shows_chat() );
	}

	public function test_a_site_whose_pages_all_redirect_to_one_is_closed(): void {
		$page = $this->page( 'Prices', 'Secret.' );
		$path = (string) preg_replace( '#\Ahttps?://[^/]+#', '', (string) get_permalink( $page ) );
		$to   = [ 'status' => 302, 'headers' => [ 'location' => '/welcome/' ] ];
		$this->site_answers( $to, [ 'body' => '{}' ], [ '/welcome/' => [ 'body' => 'Join us' ], $path => $to ] );
		$this->assertSame( FrontPageAccess::Landing, $this->plugin->services->get( GuestProbe::class )->probe() );

		$this->site_answers( $to, [ 'body' => '{}' ], [ '/welcome/' => [ 'body' => 'Bienvenue' ], $path => [ 'body' => 'Prices' ] ] );
		$this->assertSame(
			FrontPageAccess::Open,
			$this->plugin->services->get( GuestProbe::class )->probe(),
			'A front page in the visitor’s language closes nothing.',
		);
	}

	public function test_a_probe_sends_few_requests_and_only_to_the_site(): void {
		$this->plugin->services->get( GuestProbe::class )->probe();
		$this->assertSame( [ '/', $this->widget_path() ], self::$site->paths() );
		foreach ( self::$site->journal() as $request ) {
			$this->assertArrayNotHasKey( 'cookie', $request['headers'] );
			$this->assertArrayNotHasKey( 'authorization', $request['headers'] );
		}
	}

	public function test_unchanged_results_are_not_stored_again(): void {
		$this->plugin->services->get( GuestProbe::class )->probe();
		$writes = 0;
		add_action( 'update_option', static function () use ( &$writes ): void {
			++$writes;
		} );
		$this->plugin->services->get( GuestProbe::class )->probe();
		$this->assertSame( 0, $writes );
	}

	public function test_the_job_starts_a_sync_when_the_site_opens(): void {
		$this->site_answers( [ 'status' => 403 ] );
		$this->work();
		$this->assertTrue( $this->access()->is_closed() );

		$page = $this->page( 'Prices', 'A rhinoceros costs 12 euros.' );
		$this->plugin->services->get( IndexPost::class )->index( $page->ID );
		$this->assertNull( $this->known( $page ) );

		$this->site_answers( [ 'body' => 'Welcome' ] );
		CheckGuestAccess::queue( $this->plugin->services->get( JobQueue::class ) );
		$this->work();
		$this->assertFalse( $this->access()->is_closed() );
		$this->assertNotNull( $this->known( $page ) );
	}

	private function known( \WP_Post $page ): ?string {
		return $this->database()->value(
			'SELECT id FROM %i WHERE external_id = %s',
			$this->database()->table( 'knowledge_documents' ),
			'post:' . $page->ID,
		);
	}
}
