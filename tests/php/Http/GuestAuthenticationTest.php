<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\GuestAccess;
use Aaia\Chatbot\Http\GuestAuthentication;
use Aaia\Chatbot\Http\LoopbackRequest;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\SystemClock;
use Aaia\Chatbot\Tests\Harness\TestVisitor;
use PHPUnit\Framework\Attributes\DataProvider;

/** A plugin that refuses guests refuses visitors too; cookies, nonces and passwords have no effect on visitor routes. */
final class GuestAuthenticationTest extends ClosedSiteTestCase {

	/** @return array<string, array{string}> Families of plugins that refuse guests in the REST API. */
	public static function families(): array {
		return [
			'forces a login'             => [ 'force-login' ],
			'closes the REST API'        => [ 'rest-for-members' ],
			'refuses whatever was said'  => [ 'rest-always-refused' ],
			'refuses before dispatch'    => [ 'rest-before-dispatch' ],
			'one password for the site'  => [ 'password-protected' ],
		];
	}

	#[DataProvider( 'families' )]
	public function test_guests_get_nothing_where_a_plugin_refuses_them( string $plugin ): void {
		$visitor = $this->visitor();
		$chat    = (string) $visitor->says( 'Hello' )->get_data()['metadata']['conversation'];
		$this->with_plugin( $plugin );
		$token = [ 'X-Aaia-Session' => (string) $visitor->token ];
		foreach ( [
			[ 'POST', '/session', [] ],
			[ 'GET', '/widget', null ],
			[ 'POST', '/chat', TestVisitor::message( 'Again', $chat ) ],
			[ 'GET', "/chat/$chat/messages", null ],
			[ 'GET', '/session/updates', null ],
		] as [ $method, $path, $body ] ) {
			[ $status, $data ] = $this->serve( $method, $path, $body, $token );
			$this->assertGreaterThanOrEqual( 400, $status, $path );
			$this->assertSame( [ 'aaia_site_closed', [ 'code', 'message', 'data' ] ], [ $data['code'], array_keys( $data ) ], $path );
		}
		$this->assertSame( 2, $this->count_rows( 'messages' ), 'The refused message was not stored.' );
	}

	#[DataProvider( 'families' )]
	public function test_a_refusal_is_in_the_language_of_the_visitor_s_page( string $plugin ): void {
		$visitor = $this->visitor();
		$token   = [ 'X-Aaia-Session' => (string) $visitor->token ];
		$message = TestVisitor::message( 'Bonjour' );
		$this->with_plugin( $plugin );
		$words = 'Ce site est réservé aux personnes connectées';
		$this->assertStringContainsString( $words, $this->serve( 'POST', '/session', [ 'locale' => 'fr_FR' ] )[1]['message'] );
		$this->assertStringContainsString(
			$words,
			$this->serve( 'POST', '/chat', [ 'page' => [ 'locale' => 'fr_FR' ] ] + $message, $token )[1]['message'],
		);
		$this->assertStringContainsString(
			'only open to people who are logged in',
			$this->serve( 'POST', '/chat', [ 'page' => [ 'locale' => [ 'fr_FR' ] ] ] + $message, $token )[1]['message'],
		);
	}

	#[DataProvider( 'families' )]
	public function test_a_logged_in_member_is_a_guest_on_visitor_routes( string $plugin ): void {
		$this->with_plugin( $plugin );
		$this->sign_in( 'administrator' );
		$GLOBALS['wp_rest_auth_cookie'] = true;
		$this->assertGreaterThanOrEqual( 400, $this->serve( 'POST', '/session', [], [ 'X-WP-Nonce' => wp_create_nonce( 'wp_rest' ) ] )[0] );
	}

	#[DataProvider( 'families' )]
	public function test_the_chat_answers_everybody_where_the_owner_chose_so( string $plugin ): void {
		$this->with_plugin( $plugin );
		$this->settings( [ GuestAccess::SETTING => true ] );
		[ $status, $session ] = $this->serve( 'POST', '/session', [] );
		$this->assertSame( 200, $status );
		[ $status, $answer ] = $this->serve( 'POST', '/chat', TestVisitor::message( 'Hello' ), [ 'X-Aaia-Session' => $session['token'] ] );
		$this->assertSame( [ 200, 'assistant' ], [ $status, $answer['role'] ?? null ] );
	}

	#[DataProvider( 'families' )]
	public function test_the_owner_s_setting_opens_no_other_route( string $plugin ): void {
		$this->with_plugin( $plugin );
		$this->settings( [ GuestAccess::SETTING => true ] );
		$this->assertGreaterThanOrEqual( 400, $this->serve( 'GET', '/conversations' )[0] );
		$this->assertGreaterThanOrEqual( 400, $this->serve( 'POST', '/chat/completions', [] )[0] );
	}

	#[DataProvider( 'families' )]
	public function test_a_signed_request_for_due_jobs_passes( string $plugin ): void {
		$this->with_plugin( $plugin );
		$sent = null;
		$this->answer_http( static function ( string $url, array $request ) use ( &$sent ): array {
			$sent ??= $request['body'];
			return [ 'response' => [ 'code' => 500 ] ];
		} );
		( new LoopbackRequest( new SystemClock() ) )->send();
		$this->assertSame( 200, $this->serve( 'POST', '/jobs/run', json_decode( (string) $sent, true ) )[0] );
		$this->assertSame( 403, $this->serve( 'POST', '/jobs/run', [ 'at' => time(), 'signature' => str_repeat( '0', 64 ) ] )[0] );
	}

	public function test_a_stale_nonce_or_a_password_has_no_effect(): void {
		$this->sign_in();
		$GLOBALS['wp_rest_auth_cookie'] = true;
		$this->assertSame( 200, $this->serve( 'POST', '/session', [], [ 'X-WP-Nonce' => 'stale' ] )[0] );

		$GLOBALS['wp_rest_application_password_status'] = new \WP_Error( 'incorrect_password', 'No.' );
		$this->assertSame( 200, $this->serve( 'POST', '/session', [], [ 'Authorization' => 'Basic ' . base64_encode( 'staging:secret' ) ] )[0] );
	}

	public function test_a_stale_nonce_hides_no_refusal(): void {
		$this->with_plugin( 'rest-for-members' );
		$this->sign_in();
		$GLOBALS['wp_rest_auth_cookie'] = true;
		$this->assertSame( 'aaia_site_closed', $this->serve( 'POST', '/session', [], [ 'X-WP-Nonce' => 'stale' ] )[1]['code'] );
	}

	public function test_staff_routes_keep_word_press_s_own_checks(): void {
		$this->serve( 'POST', '/session', [] );
		$this->sign_in();
		$GLOBALS['wp_rest_auth_cookie'] = true;
		$this->assertSame( 'rest_cookie_invalid_nonce', $this->serve( 'GET', '/settings', null, [ 'X-WP-Nonce' => 'stale' ] )[1]['code'] );
	}

	/** @return iterable<string, array{string, bool}> */
	public static function paths(): iterable {
		yield 'chat' => [ '/aaia-chatbot/v1/chat', true ];
		yield 'other case' => [ '/AAIA-chatbot/v1/Chat', true ];
		yield 'a conversation' => [ '/aaia-chatbot/v1/chat/abcdefghijklmnop/messages', true ];
		yield 'a conversation named like the other route' => [ '/aaia-chatbot/v1/chat/completions-abcdef/messages', true ];
		yield 'with a line break that WordPress reads over' => [ "/aaia-chatbot/v1/chat\n", true ];
		yield 'jobs with a line break' => [ "/aaia-chatbot/v1/jobs/run\n", true ];
		yield 'OpenAI clients with a line break' => [ "/aaia-chatbot/v1/chat/completions\n", false ];
		yield 'updates' => [ '/aaia-chatbot/v1/session/updates', true ];
		yield 'jobs' => [ '/aaia-chatbot/v1/jobs/run', true ];
		yield 'OpenAI clients' => [ '/aaia-chatbot/v1/chat/completions', false ];
		yield 'in other case' => [ '/aaia-chatbot/v1/Chat/Completions', false ];
		yield 'staff' => [ '/aaia-chatbot/v1/conversations', false ];
		yield 'settings' => [ '/aaia-chatbot/v1/settings', false ];
		yield 'core' => [ '/wp/v2/users', false ];
		yield 'a batch' => [ '/batch/v1', false ];
		yield 'a look-alike' => [ '/aaia-chatbot/v1/chatter', false ];
		yield 'behind something else' => [ '/wp/v2/aaia-chatbot/v1/chat', false ];
		yield 'nothing' => [ '', false ];
	}

	#[DataProvider( 'paths' )]
	public function test_cookies_are_ignored_on_visitor_routes_only( string $path, bool $is_guest ): void {
		$user = $this->sign_in();
		$GLOBALS['wp_rest_auth_cookie'] = true;
		$GLOBALS['wp']->query_vars['rest_route'] = $path;
		$_SERVER['HTTP_X_WP_NONCE'] = 'stale';
		rest_get_server();
		$decided = apply_filters( 'rest_authentication_errors', null );
		$this->assertSame( $is_guest ? true : 'rest_cookie_invalid_nonce', is_wp_error( $decided ) ? $decided->get_error_code() : $decided );
		$this->assertSame( $is_guest ? 0 : $user->ID, get_current_user_id(), 'On visitors’ routes nobody is signed in.' );
	}

	public function test_plugins_are_asked_about_a_guest_whoever_asks(): void {
		$authentication = new GuestAuthentication( $this->plugin->services->get( GuestAccess::class ) );
		$user           = $this->sign_in();
		$this->assertFalse( $authentication->would_refuse_guest() );
		$this->with_plugin( 'rest-for-members' );
		$this->assertTrue( $authentication->would_refuse_guest() );
		$this->assertSame( $user->ID, get_current_user_id() );
		$this->assertArrayNotHasKey( 'rest_route', $GLOBALS['wp']->query_vars );
	}

	public function test_a_plugin_that_fails_when_it_is_asked_refuses(): void {
		add_filter( 'rest_authentication_errors', static fn(): never => throw new \RuntimeException( 'Broken.' ) );
		$this->assertTrue( ( new GuestAuthentication( $this->plugin->services->get( GuestAccess::class ) ) )->would_refuse_guest() );
	}

	public function test_other_errors_keep_their_message(): void {
		add_filter( 'rest_authentication_errors', static fn(): \WP_Error => new \WP_Error( 'busy', 'Later.', [ 'status' => 503 ] ) );
		$this->assertSame( [ 503, 'busy' ], [ ( $answer = $this->serve( 'POST', '/session', [] ) )[0], $answer[1]['code'] ] );
	}

	public function test_a_message_sent_again_under_its_id_is_refused_too(): void {
		$visitor = $this->visitor();
		$id      = Ids::random();
		$visitor->says( 'Hello', null, $id );
		$this->with_plugin( 'rest-for-members' );
		$this->assertSame(
			401,
			$this->serve( 'POST', '/chat', TestVisitor::message( 'Hello', null, $id ), [ 'X-Aaia-Session' => (string) $visitor->token ] )[0],
		);
	}
}
