<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http\Outgoing;

use Aaia\Chatbot\Http\LoopbackRequest;
use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\CallFailureKind;
use Aaia\Chatbot\Http\Outgoing\LoopbackClient;
use Aaia\Chatbot\Http\Outgoing\RedirectKind;
use Aaia\Chatbot\Support\SystemClock;
use Aaia\Chatbot\Tests\Harness\AsksPlannedSite;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** Loopback requests go only to the site and return no content. */
final class LoopbackClientTest extends TestCase {

	use AsksPlannedSite;

	protected function setUp(): void {
		parent::setUp();
		$this->lives_at( untrailingslashit( self::$site->url() ) );
		self::$site->plan( [ '/' => [ 'body' => 'Welcome' ] ] );
	}

	private function lives_at( string $home ): void {
		add_filter( 'pre_option_home', static fn(): string => $home );
	}

	private function failure( string $url ): ?CallFailureKind {
		try {
			( new LoopbackClient() )->send( $url );
			return null;
		} catch ( CallFailure $failure ) {
			return $failure->kind;
		}
	}

	public function test_the_site_can_be_requested_in_a_private_network(): void {
		$answer = ( new LoopbackClient() )->send( home_url( '/' ) );
		self::assertSame( [ 200, RedirectKind::None, false ], [ $answer->status, $answer->redirect, $answer->is_challenge ] );
	}

	public function test_requests_are_sent_as_a_guest_and_return_no_content(): void {
		$sent = null;
		$this->answer_http( static function ( string $url, array $request ) use ( &$sent ): ?array {
			$sent = $request;
			return null;
		} );
		$_COOKIE['wordpress_logged_in'] = 'somebody';
		$answer                         = ( new LoopbackClient() )->send( home_url( '/' ) );
		unset( $_COOKIE['wordpress_logged_in'] );
		self::assertSame( [ [], [] ], [ $sent['cookies'] ?? null, $sent['headers'] ?? null ] );
		self::assertStringNotContainsString( 'Welcome', (string) wp_json_encode( $answer ) );
	}

	/** @return array<string, array{string}> */
	public static function others(): array {
		return [
			'another site'            => [ 'http://example.org/' ],
			'another port'            => [ 'http://127.0.0.1:6379/' ],
			'another scheme'          => [ 'ftp://127.0.0.1/' ],
			'a name before the host'  => [ 'http://user@127.0.0.1/' ],
			'a path beside the home'  => [ 'OUTSIDE' ],
		];
	}

	#[DataProvider( 'others' )]
	public function test_other_sites_are_not_requested( string $url ): void {
		$asked = 0;
		$this->answer_http( static function () use ( &$asked ): null {
			++$asked;
			return null;
		} );
		if ( 'OUTSIDE' === $url ) {
			$this->lives_at( self::$site->url( '/blog' ) );
			$url = self::$site->url( '/admin' );
		}
		self::assertSame( [ CallFailureKind::BadAddress, 0 ], [ $this->failure( $url ), $asked ] );
	}

	public function test_a_redirect_within_the_site_is_followed_and_one_out_of_it_is_not(): void {
		self::$site->plan( [
			'/'    => [ 'status' => 302, 'headers' => [ 'location' => '/fr/' ] ],
			'/fr/' => [ 'status' => 403, 'body' => 'No.' ],
			'/out' => [ 'status' => 301, 'headers' => [ 'location' => 'http://169.254.169.254/latest' ] ],
		] );
		self::assertSame( 403, ( new LoopbackClient() )->send( home_url( '/' ) )->status );
		self::assertSame( RedirectKind::Elsewhere, ( new LoopbackClient() )->send( home_url( '/out' ) )->redirect );
	}

	public function test_endless_redirects_fail(): void {
		self::$site->plan( [ '/' => [ 'status' => 302, 'headers' => [ 'location' => '/' ] ] ] );
		self::assertSame( CallFailureKind::Redirects, $this->failure( home_url( '/' ) ) );
	}

	/** @return array<string, array{string, RedirectKind}> */
	public static function targets(): array {
		return [
			'WordPress’s own login'      => [ '/wp-login.php?redirect_to=%2F', RedirectKind::Login ],
			'a page of the site'         => [ '/connexion/', RedirectKind::Login ],
			'an account page'            => [ '/my-account/?redirect_to=%2F', RedirectKind::Login ],
			'a sign-in service'          => [ 'https://login.microsoftonline.com/common', RedirectKind::Login ],
			'a service in its path'      => [ 'https://example.org/oauth2/authorize?client_id=1', RedirectKind::Login ],
			'a password for the site'    => [ '/?password-protected=login&redirect_to=%2F', RedirectKind::Password ],
			'another site'               => [ 'https://www.example.org/', RedirectKind::Elsewhere ],
			'a page with a similar name' => [ '/blogging-indoors/', RedirectKind::OwnPage ],
		];
	}

	#[DataProvider( 'targets' )]
	public function test_login_pages_are_distinguished_from_other_pages( string $target, RedirectKind $kind ): void {
		$url = \WP_Http::make_absolute_url( $target, home_url( '/' ) );
		self::assertSame( $kind, RedirectKind::classify( $url, ( new LoopbackClient() )->is_own( $url ) ) );
	}

	public function test_a_site_that_does_not_respond_in_time_fails(): void {
		$this->answer_http( static fn(): \WP_Error => new \WP_Error( 'http_request_failed', 'cURL error 28: Operation timed out' ) );
		self::assertSame( CallFailureKind::Timeout, $this->failure( home_url( '/' ) ) );
	}

	public function test_the_request_for_due_jobs_goes_to_this_site_only(): void {
		$asked = [];
		$this->answer_http( static function ( string $url, array $request ) use ( &$asked ): array {
			$asked[] = [ $url, $request['blocking'] ];
			return [];
		} );
		( new LoopbackRequest( new SystemClock() ) )->send();
		add_filter( 'rest_url', static fn(): string => 'http://example.org/wp-json/' );
		( new LoopbackRequest( new SystemClock() ) )->send();
		self::assertSame(
			[ [ home_url( '/index.php?rest_route=/aaia-chatbot/v1/jobs/run' ), false ] ],
			array_map( static fn( array $one ): array => [ preg_replace( '#/wp-json/#', '/index.php?rest_route=/', $one[0] ), $one[1] ], $asked ),
		);
	}
}
