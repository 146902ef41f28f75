<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http\Outgoing;

use Aaia\Chatbot\Http\Outgoing\AddressGate;
use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\CallFailureKind;
use Aaia\Chatbot\Http\Outgoing\OutgoingClient;
use Aaia\Chatbot\Http\Outgoing\SafeFetch;
use Aaia\Chatbot\Tests\Harness\AsksPlannedSite;
use Aaia\Chatbot\Tests\Harness\PlannedSite;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** Fetches pages over real connections from servers with faults. */
final class SafeFetchTest extends TestCase {

	use AsksPlannedSite;

	private const LIMIT = 200_000;

	protected function setUp(): void {
		parent::setUp();
		self::$site->plan( [] );
		self::$site->let_through();
	}

	private function fetch( float $seconds = 10.0, ?\Closure $resolve = null ): SafeFetch {
		return new SafeFetch( new OutgoingClient( new AddressGate( $resolve ) ), $seconds );
	}

	private function failure( string $url, float $seconds = 10.0 ): ?CallFailureKind {
		try {
			$this->fetch( $seconds )->get( $url, self::LIMIT );
			return null;
		} catch ( CallFailure $failure ) {
			return $failure->kind;
		}
	}

	public function test_a_page_comes_with_its_status_headers_and_text(): void {
		self::$site->plan( [ '/a' => [ 'body' => 'Été', 'headers' => [ 'etag' => '"1"' ] ], '/gone' => [ 'status' => 410 ] ] );
		$answer = $this->fetch()->get( self::$site->url( '/a' ), self::LIMIT );
		self::assertSame(
			[ 200, 'text/html', '"1"', 'Été', false ],
			[ $answer->status, $answer->type(), $answer->header( 'etag' ), $answer->body, $answer->is_cut ],
		);
		self::assertSame( 410, $this->fetch()->get( self::$site->url( '/gone' ), self::LIMIT )->status );
	}

	public function test_the_user_agent_names_the_plugin_and_site(): void {
		self::$site->plan( [ '/' => [ 'body' => 'x' ] ] );
		$this->fetch()->get( self::$site->url(), self::LIMIT );
		$agent = self::$site->journal()[0]['headers']['user-agent'];
		self::assertStringContainsString( 'AAIA-Chatbot', $agent );
		self::assertStringContainsString( home_url( '/' ), $agent );
	}

	public function test_redirects_are_followed_five_times_and_no_further(): void {
		$plan = [ '/0' => [ 'body' => 'here' ] ];
		foreach ( range( 1, 6 ) as $hop ) {
			$plan[ '/' . $hop ] = [ 'status' => 302, 'headers' => [ 'location' => '/' . ( $hop - 1 ) ] ];
		}
		self::$site->plan( $plan );
		$answer = $this->fetch()->get( self::$site->url( '/5' ), self::LIMIT );
		self::assertSame( [ 'here', self::$site->url( '/0' ) ], [ $answer->body, $answer->url ] );
		self::assertSame( CallFailureKind::Redirects, $this->failure( self::$site->url( '/6' ) ) );
	}

	/** @return iterable<string, array{string}> */
	public static function ways_inside(): iterable {
		foreach ( [
			'http://127.0.0.1:8080/', 'http://127.1/', 'http://2130706433/', 'http://0x7f000001/', 'http://0/',
			'http://localhost/', 'http://169.254.169.254/latest/meta-data/', 'http://10.0.0.1/', 'http://192.168.1.1/',
			'http://[::1]/', 'http://[::ffff:127.0.0.1]/', 'http://[fd00:ec2::254]/', 'http://metadata.google.internal/',
			'http://100.100.100.200/', 'file:///etc/passwd', 'gopher://127.0.0.1:6379/_INFO', '//127.0.0.1:22/',
			'http://user:pass@example.com/', 'http://example.com:22/',
		] as $url ) {
			yield $url => [ $url ];
		}
	}

	#[DataProvider( 'ways_inside' )]
	public function test_neither_a_url_nor_a_redirect_leads_to_a_private_address( string $url ): void {
		self::$site->plan( [ '/out' => [ 'status' => 301, 'headers' => [ 'location' => $url ] ] ] );
		self::assertContains(
			$this->failure( self::$site->url( '/out' ) ),
			[ CallFailureKind::Inside, CallFailureKind::BadAddress, CallFailureKind::Redirects, CallFailureKind::UnknownHost ],
		);
		self::assertContains( $this->failure( $url ), [ CallFailureKind::Inside, CallFailureKind::BadAddress, CallFailureKind::UnknownHost ] );
		self::assertSame( [ '/out' ], self::$site->paths() );
	}

	public function test_a_name_with_one_private_address_is_refused(): void {
		$gate = new AddressGate( static fn(): array => [ '93.184.215.14', '10.0.0.7' ] );
		try {
			$gate->check( 'http://two-faces.example/' );
			self::fail( 'It should have been refused.' );
		} catch ( CallFailure $failure ) {
			self::assertSame( CallFailureKind::Inside, $failure->kind );
		}
	}

	public function test_the_connection_goes_to_the_address_that_was_checked_and_to_no_other(): void {
		self::$site->plan( [ '/' => [ 'body' => 'x' ] ] );
		$fetch = $this->fetch( 10.0, static fn(): array => [ '127.0.0.2' ] );
		self::assertSame( 200, $fetch->get( 'http://localhost:' . self::$site->port . '/', self::LIMIT )->status );
		self::assertSame( '127.0.0.2', self::$site->journal()[0]['to'], 'The system would have said 127.0.0.1.' );
	}

	public function test_without_curl_the_connection_goes_to_the_address_that_was_checked_too(): void {
		self::$site->plan( [ '/' => [ 'body' => 'x' ] ] );
		$transport = ( new \ReflectionClass( \WpOrg\Requests\Requests::class ) )->getProperty( 'transport' );
		$before    = $transport->getValue();
		$transport->setValue( null, [ 'a:0:{}' => \WpOrg\Requests\Transport\Fsockopen::class ] );
		try {
			$fetch = $this->fetch( 10.0, static fn(): array => [ '127.0.0.2' ] );
			self::assertSame( 'x', $fetch->get( 'http://localhost:' . self::$site->port . '/', self::LIMIT )->body );
		} finally {
			$transport->setValue( null, $before );
		}
		self::assertSame( '127.0.0.2', self::$site->journal()[0]['to'] );
	}

	public function test_dns_rebinding_does_not_work(): void {
		self::$site->plan( [ '/' => [ 'body' => 'x' ] ] );
		$looks = 0;
		$fetch = $this->fetch( 1.0, static function () use ( &$looks ): array {
			return 1 === ++$looks ? [ '93.184.215.14' ] : [ '127.0.0.1' ];
		} );
		remove_all_filters( 'http_request_host_is_external' );
		try {
			$fetch->get( 'http://rebinds.example:' . self::$site->port . '/', self::LIMIT );
			self::fail( 'It was asked.' );
		} catch ( CallFailure $failure ) {
			self::assertSame( CallFailureKind::Inside, $failure->kind );
		}
		self::assertSame( [], self::$site->paths() );
	}

	public function test_keys_do_not_follow_a_redirect_to_another_host_or_port(): void {
		$other = new PlannedSite();
		try {
			$other->let_through();
			$other->plan( [ '/there' => [ 'body' => 'x' ] ] );
			self::$site->plan( [
				'/here' => [ 'status' => 302, 'headers' => [ 'location' => '/on' ] ],
				'/on' => [ 'status' => 302, 'headers' => [ 'location' => $other->url( '/there' ) ] ],
			] );
			$this->fetch()->get( self::$site->url( '/here' ), self::LIMIT, [ 'Authorization' => 'Bearer k', 'Accept' => 'text/plain' ] );
			self::assertSame( 'Bearer k', self::$site->journal()[1]['headers']['authorization'] ?? '' );
			self::assertArrayNotHasKey( 'authorization', $other->journal()[0]['headers'] );
			self::assertSame( 'text/plain', $other->journal()[0]['headers']['accept'] );
		} finally {
			$other->stop();
		}
	}

	public function test_a_failure_names_no_path_of_the_address_for_it_may_be_a_secret(): void {
		add_filter(
			'pre_http_request',
			static fn( mixed $answer, array $arguments, string $url ): \WP_Error => new \WP_Error(
				'http_request_not_executed',
				'User has blocked requests through HTTP to the URL: ' . $url . '.',
			),
			10,
			3,
		);
		try {
			$this->fetch()->get( self::$site->url( '/services/T0/B0/secretpath' ), self::LIMIT );
			self::fail( 'It was asked.' );
		} catch ( CallFailure $failure ) {
			self::assertSame( CallFailureKind::Blocked, $failure->kind );
			self::assertStringNotContainsString( 'secretpath', $failure->getMessage() );
			self::assertStringContainsString( '127.0.0.1:' . self::$site->port, $failure->getMessage() );
		}
	}

	public function test_a_page_of_fifty_megabytes_is_read_to_the_limit(): void {
		self::$site->plan( [ '/big' => [ 'size' => 50_000_000 ], '/endless' => [ 'flood' => true ] ] );
		foreach ( [ '/big', '/endless' ] as $path ) {
			$before = memory_get_peak_usage();
			$answer = $this->fetch()->get( self::$site->url( $path ), self::LIMIT );
			self::assertSame(
				[ 200, self::LIMIT, true, 'text/html' ],
				[ $answer->status, strlen( $answer->body ), $answer->is_cut, $answer->type() ],
			);
			self::assertLessThan( 10_000_000, memory_get_peak_usage() - $before );
		}
	}

	public function test_a_gzip_bomb_is_decompressed_to_the_limit_only(): void {
		$twice = base64_encode( (string) gzencode( (string) gzencode( str_repeat( 'a', 20_000_000 ) ) ) );
		self::$site->plan( [ '/bomb' => [ 'bomb' => 100 ], '/twice' => [ 'base64' => $twice, 'headers' => [ 'content-encoding' => 'gzip' ] ] ] );
		$before = memory_get_peak_usage();
		$bomb   = $this->fetch()->get( self::$site->url( '/bomb' ), self::LIMIT );
		self::assertSame( [ self::LIMIT, true ], [ strlen( $bomb->body ), $bomb->is_cut ] );
		self::assertSame(
			"\x1F\x8B",
			substr( $this->fetch()->get( self::$site->url( '/twice' ), self::LIMIT )->body, 0, 2 ),
			'What was packed twice is unpacked once.',
		);
		self::assertLessThan( 12_000_000, memory_get_peak_usage() - $before );
	}

	public function test_compressed_pages_are_decompressed_and_unknown_encodings_refused(): void {
		self::$site->plan( [
			'/packed' => [ 'body' => 'Hello', 'gzip' => 'encoding' ],
			'/brotli' => [ 'body' => 'xx', 'headers' => [ 'content-encoding' => 'br' ] ],
			'/lies' => [ 'body' => '<p>not packed at all</p>', 'headers' => [ 'content-encoding' => 'gzip' ] ],
		] );
		self::assertSame( 'Hello', $this->fetch()->get( self::$site->url( '/packed' ), self::LIMIT )->body );
		self::assertSame( CallFailureKind::Broken, $this->failure( self::$site->url( '/brotli' ) ) );
		self::assertSame( CallFailureKind::Broken, $this->failure( self::$site->url( '/lies' ) ) );
	}

	public function test_a_silent_or_endless_server_is_limited_in_time(): void {
		self::$site->plan( [ '/silent' => [ 'hang' => true ], '/drip' => [ 'drip' => true ] ] );
		foreach ( [ '/silent', '/drip' ] as $path ) {
			self::assertSame( CallFailureKind::Timeout, $this->failure( self::$site->url( $path ), 1.0 ) );
		}
	}

	public function test_nothing_is_left_attached_to_other_requests(): void {
		self::$site->plan( [ '/' => [ 'body' => 'x' ] ] );
		$this->fetch()->get( self::$site->url(), self::LIMIT );
		foreach ( [ 'http_api_curl', 'requests-request.progress', 'requests-requests.before_parse' ] as $hook ) {
			self::assertFalse( has_action( $hook ) );
		}
	}

	public function test_retry_after_is_read_as_seconds_and_as_a_date(): void {
		self::$site->plan( [
			'/s' => [ 'status' => 503, 'headers' => [ 'retry-after' => '120' ] ],
			'/d' => [ 'status' => 429, 'headers' => [ 'retry-after' => 'Wed, 21 Oct 2026 07:28:30 GMT' ] ],
			'/n' => [ 'status' => 503, 'headers' => [ 'retry-after' => 'soon' ] ],
		] );
		$now  = new \DateTimeImmutable( '2026-10-21 07:28:00', new \DateTimeZone( 'UTC' ) );
		$wait = fn( string $path ): ?int => $this->fetch()->get( self::$site->url( $path ), self::LIMIT )->retry_after( $now );
		self::assertSame( [ 120, 30, null ], [ $wait( '/s' ), $wait( '/d' ), $wait( '/n' ) ] );
	}
}
