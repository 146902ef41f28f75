<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\ProxyDetector;
use Aaia\Chatbot\Tests\ChatTestCase;

/** Detection of a proxy before the site, which other people's requests cannot influence. */
final class ProxyDetectorTest extends ChatTestCase {

	private const PROXY = '192.0.2.50';

	/** @var array<string, mixed> */
	private array $server;

	/** @var list<array<string, mixed>> Bodies of the site's requests to itself. */
	private array $sent = [];

	protected function setUp(): void {
		parent::setUp();
		// Tests of commands ask Site Health of the same site, which looks once an hour.
		delete_option( 'aaia_chatbot_proxies' );
		$this->server = $_SERVER;
	}

	protected function tearDown(): void {
		$_SERVER = $this->server;
		parent::tearDown();
	}

	public function test_site_health_names_the_detected_proxy(): void {
		$this->requests_arrive_from( self::PROXY, [ 'HTTP_X_FORWARDED_FOR' => '198.51.100.9' ] );
		$result = $this->health();
		$this->assertSame( 'recommended', $result['status'] );
		$this->assertStringContainsString( self::PROXY, $result['description'] );
		$this->assertStringContainsString( 'Trusted proxies', $result['description'] );
		$this->assertStringContainsString( 'page=aaia-xp', $result['actions'] );
		$this->settings( [ 'trusted_proxies' => [ '192.0.2.0/24' ] ] );
		$this->assertSame( 'good', $this->health()['status'] );
	}

	public function test_without_a_proxy_nothing_is_asked(): void {
		$this->requests_arrive_from( '127.0.0.1', [] );
		$this->assertSame( 'good', $this->health()['status'] );
		$this->assertCount( 1, $this->sent );
	}

	public function test_the_site_asks_itself_once_an_hour_at_most(): void {
		$this->requests_arrive_from( '127.0.0.1', [] );
		$this->health();
		$this->health();
		$this->assertCount( 1, $this->sent );
	}

	public function test_a_site_that_cannot_reach_itself_reports_no_problem(): void {
		$this->answer_http( static fn(): \WP_Error => new \WP_Error( 'http_request_failed', 'Connection refused' ) );
		$this->assertSame( 'good', $this->health()['status'] );
	}

	public function test_a_challenge_is_accepted_once(): void {
		$this->requests_arrive_from( self::PROXY, [ 'HTTP_X_FORWARDED_FOR' => '198.51.100.9' ] );
		$this->health();
		$_SERVER['REMOTE_ADDR']          = '203.0.113.66';
		$_SERVER['HTTP_X_FORWARDED_FOR'] = '198.51.100.9';
		$this->assertSame( 404, $this->rest( 'POST', ProxyDetector::PATH, $this->sent[0] )->get_status() );
		$this->assertSame( [ self::PROXY ], $this->plugin->services->get( ProxyDetector::class )->addresses() );
	}

	public function test_a_forged_request_cannot_add_a_proxy(): void {
		$_SERVER['REMOTE_ADDR']          = '203.0.113.66';
		$_SERVER['HTTP_X_FORWARDED_FOR'] = '198.51.100.9';
		$bodies                          = [
			[],
			[ 'at' => time(), 'challenge' => str_repeat( 'a', 22 ), 'signature' => str_repeat( '0', 64 ) ],
		];
		foreach ( $bodies as $body ) {
			$this->assertSame( 403, $this->rest( 'POST', ProxyDetector::PATH, $body )->get_status() );
		}
		$this->assertSame( [], $this->plugin->services->get( ProxyDetector::class )->addresses() );
	}

	/** @return array<string, mixed> Our test of Site Health. */
	private function health(): array {
		$tests = apply_filters( 'site_status_tests', [ 'direct' => [], 'async' => [] ] );
		return ( $tests['direct']['aaia_chatbot_proxy']['test'] )();
	}

	/**
	 * The site's own requests arrive like this.
	 *
	 * @param array<string, string> $marks Headers that were added on the way.
	 */
	private function requests_arrive_from( string $address, array $marks ): void {
		$this->answer_http( function ( string $url, array $request ) use ( $address, $marks ): array {
			$body         = json_decode( (string) $request['body'], true );
			$this->sent[] = $body;
			$before       = $_SERVER;
			$_SERVER      = [ 'REMOTE_ADDR' => $address ] + $marks + $_SERVER;
			$status       = $this->rest( 'POST', ProxyDetector::PATH, $body )->get_status();
			$_SERVER      = $before;
			return [ 'headers' => [], 'body' => '', 'response' => [ 'code' => $status, 'message' => '' ], 'cookies' => [], 'filename' => null ];
		} );
	}
}
