<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox\Notices;

use Aaia\Chatbot\Inbox\Notices\P256;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\TestCase;

/** An agent's devices: /notifications. */
final class NotificationsTest extends TestCase {

	private const ENDPOINT = 'https://93.184.215.14/push/one';

	public function test_a_browser_subscribes_is_listed_and_removed_by_its_user_only(): void {
		$marie = $this->sign_in();
		$shown = $this->rest( 'GET', '/notifications' )->get_data();
		self::assertSame( 65, strlen( (string) Ids::from_base64url( $shown['key'] ) ) );
		self::assertSame( [], $shown['devices'] );

		$saved = $this->subscribe()->get_data();
		self::assertSame( [ 'Firefox, Android', false ], [ $saved['label'], $saved['stays'] ] );
		self::assertSame( hash( 'sha256', self::ENDPOINT ), $saved['hash'] );
		self::assertSame( $saved['id'], $this->subscribe()->get_data()['id'], 'the same browser' );
		$stored = $this->database()->row( 'SELECT * FROM %i', $this->database()->table( 'push_subscriptions' ) );
		self::assertStringNotContainsString( '93.184', (string) wp_json_encode( $stored ), 'encrypted' );

		$this->sign_in();
		self::assertSame( [], $this->rest( 'GET', '/notifications' )->get_data()['devices'] );
		foreach ( [ [ 'DELETE', '' ], [ 'POST', '/test' ] ] as [ $method, $what ] ) {
			self::assertSame( 404, $this->rest( $method, "/notifications/devices/{$saved['id']}$what", [] )->get_status() );
		}
		wp_set_current_user( $marie->ID );
		self::assertSame( 200, $this->rest( 'DELETE', "/notifications/devices/{$saved['id']}" )->get_status() );
		self::assertSame( [], $this->rest( 'GET', '/notifications' )->get_data()['devices'] );
	}

	public function test_only_public_https_addresses_and_real_keys_are_taken(): void {
		$this->sign_in();
		foreach ( [
			'http://93.184.215.14/push', 'https://127.0.0.1/push', 'https://[::1]/push', 'https://10.0.0.1/push', 'https://169.254.169.254/x/y',
			'https://93.184.215.14:22/push', 'https://user@93.184.215.14/', 'ftp://93.184.215.14/x', 'https://2130706433/push',
		] as $endpoint ) {
			self::assertSame( 400, $this->subscribe( [ 'endpoint' => $endpoint ] )->get_status(), $endpoint );
		}
		self::assertSame( 400, $this->subscribe( [ 'p256dh' => str_repeat( 'A', 87 ) ] )->get_status() );
		self::assertSame( 400, $this->subscribe( [ 'auth' => str_repeat( 'A', 24 ) ] )->get_status() );
		self::assertSame( 200, $this->subscribe()->get_status() );
		$this->sign_in( 'subscriber' );
		self::assertSame( 403, $this->subscribe()->get_status() );
	}

	public function test_a_browser_belongs_to_who_uses_it_now_and_ten_are_kept(): void {
		$marie = $this->sign_in();
		$this->subscribe();
		$paul = $this->sign_in();
		$this->subscribe();
		wp_set_current_user( $marie->ID );
		self::assertSame( [], $this->rest( 'GET', '/notifications' )->get_data()['devices'] );
		wp_set_current_user( $paul->ID );
		for ( $i = 0; $i < 11; $i++ ) {
			$this->subscribe( [ 'endpoint' => self::ENDPOINT . $i ] );
		}
		$hashes = array_column( $this->rest( 'GET', '/notifications' )->get_data()['devices'], 'hash' );
		self::assertCount( 10, $hashes );
		self::assertNotContains( hash( 'sha256', self::ENDPOINT ), $hashes );
	}

	public function test_a_renewed_subscription_replaces_the_old_one_and_keeps_its_choice(): void {
		$this->sign_in();
		$this->subscribe( [ 'stays' => true ] );
		$new = $this->subscribe( [ 'endpoint' => self::ENDPOINT . '-new', 'old' => self::ENDPOINT ] )->get_data();
		$all = $this->rest( 'GET', '/notifications' )->get_data()['devices'];
		self::assertSame( [ [ $new['id'], true ] ], array_map( static fn( $one ) => [ $one['id'], $one['stays'] ], $all ) );
	}

	public function test_signing_out_ends_it_in_this_browser_unless_the_person_chose_otherwise(): void {
		$user  = $this->sign_in();
		$other = $this->subscribe( [ 'endpoint' => self::ENDPOINT . 'other' ] )->get_data()['id'];
		$token = \WP_Session_Tokens::get_instance( $user->ID )->create( time() + 3600 );
		$cookie = constant( 'LOGGED_IN_COOKIE' );
		self::assertIsString( $cookie );
		$_COOKIE[ $cookie ] = wp_generate_auth_cookie( $user->ID, time() + 3600, 'logged_in', $token );
		try {
			$stays = $this->subscribe( [ 'endpoint' => self::ENDPOINT . 'stays', 'stays' => true ] )->get_data()['id'];
			$this->subscribe();
			do_action( 'wp_logout', $user->ID );
		} finally {
			unset( $_COOKIE[ $cookie ] );
		}
		$left = array_column( $this->rest( 'GET', '/notifications' )->get_data()['devices'], 'id' );
		self::assertEqualsCanonicalizing( [ $other, $stays ], $left );
	}

	public function test_a_test_says_what_the_push_service_answered(): void {
		$this->sign_in();
		$answers = [ 201, 403, 410 ];
		add_filter( 'pre_http_request', static function () use ( &$answers ): array {
			$response = [ 'code' => array_shift( $answers ), 'message' => '' ];
			return [ 'response' => $response, 'headers' => [], 'body' => 'bad <b>key</b>', 'cookies' => [] ];
		} );
		$id    = $this->subscribe()->get_data()['id'];
		$tried = fn(): \WP_REST_Response => $this->rest( 'POST', "/notifications/devices/$id/test", [] );
		self::assertSame( 200, $tried()->get_status() );
		$refused = $tried();
		self::assertSame( [ 502, 'The push service refused: HTTP 403 bad key' ], [ $refused->get_status(), $refused->get_data()['message'] ] );
		self::assertStringContainsString( 'ended', $tried()->get_data()['message'] );
		self::assertSame( 404, $tried()->get_status() );
	}

	public function test_nobody_floods_another_server_with_tests(): void {
		$this->sign_in();
		$sent = 0;
		add_filter( 'pre_http_request', static function () use ( &$sent ): array {
			++$sent;
			return [ 'response' => [ 'code' => 201, 'message' => '' ], 'headers' => [], 'body' => '', 'cookies' => [] ];
		} );
		$id = $this->subscribe()->get_data()['id'];
		for ( $i = 0; $i < 70; $i++ ) {
			$answer = $this->rest( 'POST', "/notifications/devices/$id/test", [] );
		}
		self::assertSame( 429, $answer->get_status() );
		self::assertLessThan( 65, $sent, 'Two minutes at most.' );
	}

	/** @param array<string, mixed> $more */
	private function subscribe( array $more = [] ): \WP_REST_Response {
		return $this->rest( 'PUT', '/notifications/devices', $more + [
			'endpoint' => self::ENDPOINT,
			'p256dh'   => Ids::base64url( P256::point( P256::new_key() ) ),
			'auth'     => Ids::base64url( random_bytes( 16 ) ),
			'label'    => 'Firefox, Android',
		] );
	}
}
