<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\InvitationRepository;
use Aaia\Chatbot\Http\MemberAccess;
use Aaia\Chatbot\Http\VisitorTokens;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestClock;
use Aaia\Chatbot\Tests\Harness\TestVisitor;

/** The chat for logged-in users only: enforced by the server, whatever a client sends. */
final class MemberAccessTest extends ChatTestCase {

	/** @var array<string, mixed> */
	private array $cookies;

	protected function setUp(): void {
		parent::setUp();
		$this->cookies = $_COOKIE;
		$this->settings( [ MemberAccess::SETTING => MemberAccess::MEMBERS ] );
	}

	protected function tearDown(): void {
		$_COOKIE = $this->cookies;
		parent::tearDown();
	}

	public function test_who_is_not_logged_in_gets_neither_a_proof_nor_a_session(): void {
		foreach ( [ [ 'GET', '/widget/proof', null ], [ 'POST', '/session', [] ], [ 'POST', '/session', [ 'proof' => 'x.y' ] ] ] as $call ) {
			$answer = $this->rest( ...$call );
			self::assertSame( [ 401, 'aaia_login_required' ], [ $answer->get_status(), $answer->get_data()['code'] ], $call[1] );
		}
		$french = $this->rest( 'POST', '/session', [ 'locale' => 'fr_FR' ] )->get_data();
		self::assertSame( 'Connectez-vous pour utiliser le chat.', $french['message'] );
	}

	public function test_a_member_chats_with_a_session_begun_by_a_proof(): void {
		$visitor = $this->member( $this->user( 'subscriber' )->ID );

		self::assertSame( 200, $visitor->says( 'Hello' )->get_status() );
		self::assertSame( 200, $visitor->asks( 'GET', '/session/updates' )->get_status() );
	}

	public function test_a_session_without_a_member_is_refused_by_every_route_of_visitors(): void {
		$this->settings( [ MemberAccess::SETTING => MemberAccess::EVERYONE ] );
		$visitor = $this->visitor();
		$id      = $visitor->says( 'Hello' )->get_data()['metadata']['conversation'];
		$this->settings( [ MemberAccess::SETTING => MemberAccess::MEMBERS ] );

		foreach ( [
			[ 'POST', '/chat', TestVisitor::message( 'Again', $id ) ],
			[ 'GET', "/chat/$id/messages", null ],
			[ 'GET', '/session/updates', null ],
			[ 'POST', "/chat/$id/handover", [ 'message' => 'Help' ] ],
			[ 'DELETE', "/chat/$id", null ],
		] as [ $method, $path, $body ] ) {
			$answer = $visitor->asks( $method, $path, $body );
			self::assertSame( [ 401, 'aaia_login_required' ], [ $answer->get_status(), $answer->get_data()['code'] ], $path );
		}
	}

	public function test_a_proof_is_short_lived_and_cannot_be_forged_or_used_as_a_token(): void {
		$clock   = new TestClock();
		$members = new MemberAccess( $this->plugin->services->get( Settings::class ), $clock );
		$this->log_in( $this->user( 'subscriber' )->ID );
		$proof = (string) ( $members->prove()['proof'] ?? '' );
		self::assertNotNull( $members->read( $proof ) );

		[ $payload, $signature ] = explode( '.', $proof );
		self::assertNull( $members->read( $payload . '.' . strrev( $signature ) ) );
		$token = ( new VisitorTokens( $clock, new SiteState() ) )->issue( null, null )['token'];
		self::assertNull( $members->read( $token ), 'A token is no proof.' );
		self::assertSame( 401, $this->rest( 'GET', '/session/updates', null, [ 'X-Aaia-Session' => $proof ] )->get_status() );
		$clock->pass( '3 minutes' );
		self::assertNull( $members->read( $proof ) );
	}

	public function test_the_session_ends_soon_and_is_renewed_by_the_same_member_only(): void {
		$ann   = $this->user( 'subscriber' )->ID;
		$begun = $this->member( $ann );
		$begun->says( 'Hello' );
		$again = $this->rest( 'POST', '/session', [ 'proof' => $this->proof( $ann ) ], [ 'X-Aaia-Session' => (string) $begun->token ] );
		self::assertTrue( $again->get_data()['continued'] );
		self::assertLessThanOrEqual( time() + MemberAccess::SESSION_LIFETIME + 1, strtotime( $again->get_data()['expires_at'] ) );

		$bob   = $this->proof( $this->user( 'subscriber' )->ID );
		$other = $this->rest( 'POST', '/session', [ 'proof' => $bob ], [ 'X-Aaia-Session' => (string) $begun->token ] );
		self::assertFalse( $other->get_data()['continued'], 'The next user of the computer does not see the conversations of the one before.' );
		self::assertNotSame( $again->get_data()['visitor'], $other->get_data()['visitor'] );
	}

	public function test_a_mailed_link_opens_its_conversation_for_who_is_logged_in_only(): void {
		$id   = $this->member( $this->user( 'subscriber' )->ID )->says( 'Hello' )->get_data()['metadata']['conversation'];
		$row  = (int) $this->database()->value( 'SELECT id FROM %i WHERE public_id = %s', $this->database()->table( 'conversations' ), $id );
		$code = $this->plugin->services->get( InvitationRepository::class )->create( $row );
		self::assertSame( 401, $this->rest( 'POST', '/session', [ 'invitation' => $code ] )->get_status() );

		$proof  = $this->proof( $this->user( 'subscriber' )->ID );
		$opened = $this->rest( 'POST', '/session', [ 'invitation' => $code, 'proof' => $proof ] )->get_data();
		self::assertSame( $id, $opened['conversation'] );
		$read = $this->rest( 'GET', "/chat/$id/messages", null, [ 'X-Aaia-Session' => $opened['token'] ] );
		self::assertSame( 200, $read->get_status() );
	}

	public function test_a_login_that_has_ended_proves_nothing(): void {
		$user = $this->user( 'subscriber' )->ID;
		$this->log_in( $user );
		\WP_Session_Tokens::get_instance( $user )->destroy_all();

		self::assertSame( 401, $this->rest( 'GET', '/widget/proof' )->get_status() );
	}

	public function test_where_everybody_may_chat_no_proof_is_given_or_asked_for(): void {
		$this->settings( [ MemberAccess::SETTING => MemberAccess::EVERYONE ] );
		$this->log_in( $this->user( 'subscriber' )->ID );

		self::assertSame( 401, $this->rest( 'GET', '/widget/proof' )->get_status() );
		self::assertSame( 200, $this->visitor()->says( 'Hello' )->get_status() );
	}

	private function member( int $user ): TestVisitor {
		return $this->visitor( [ 'proof' => $this->proof( $user ) ] );
	}

	private function proof( int $user ): string {
		$this->log_in( $user );
		$answer = $this->rest( 'GET', '/widget/proof' );
		self::assertSame( [ 200, 'no-store, private' ], [ $answer->get_status(), $answer->get_headers()['Cache-Control'] ] );
		unset( $_COOKIE[ (string) constant( 'LOGGED_IN_COOKIE' ) ] );
		return $answer->get_data()['proof'];
	}

	/** The cookie of a browser that is logged in. */
	private function log_in( int $user ): void {
		$until = time() + HOUR_IN_SECONDS;
		$token = \WP_Session_Tokens::get_instance( $user )->create( $until );
		$_COOKIE[ (string) constant( 'LOGGED_IN_COOKIE' ) ] = wp_generate_auth_cookie( $user, $until, 'logged_in', $token );
	}
}
