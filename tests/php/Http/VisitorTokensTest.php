<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\TokenState;
use Aaia\Chatbot\Http\VisitorRepository;
use Aaia\Chatbot\Http\VisitorTokens;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestClock;

final class VisitorTokensTest extends ChatTestCase {

	public function test_a_token_is_valid_for_two_days_and_renewable_for_ninety_more(): void {
		$clock               = new TestClock();
		$tokens              = new VisitorTokens( $clock, new SiteState() );
		$issued              = $tokens->issue( null, 'v1' );
		[ $state, $visitor ] = $tokens->read( $issued['token'] );
		$this->assertSame( [ TokenState::Valid, $issued['visitor'], 'v1' ], [ $state, $visitor?->public_id, $visitor?->consent_version ] );
		$clock->pass( '2 days' );
		$this->assertSame( TokenState::Expired, $tokens->read( $issued['token'] )[0] );
		$clock->pass( '89 days' );
		$this->assertSame( 'Expired', $tokens->read( $issued['token'] )[0]->name );
		$clock->pass( '1 day' );
		$this->assertSame( [ TokenState::Invalid, null ], $tokens->read( $issued['token'] ) );
	}

	public function test_a_changed_token_is_invalid(): void {
		$tokens                  = new VisitorTokens( new TestClock(), new SiteState() );
		[ $payload, $signature ] = explode( '.', $tokens->issue( null, null )['token'] );
		$claims                  = json_decode( (string) Ids::from_base64url( $payload ), true );
		$forged                  = Ids::base64url( (string) wp_json_encode( [ 'v' => 'somebodyelse12345678' ] + $claims ) );
		foreach ( [
			"$forged.$signature",
			"$payload.",
			"$payload",
			".$signature",
			"$payload.$signature.x",
			"$payload.$payload",
			str_repeat( 'a', 2000 ) . ".$signature",
			'',
		] as $token ) {
			$this->assertSame( TokenState::Invalid, $tokens->read( $token )[0], $token );
		}
	}

	public function test_a_token_of_other_salts_is_invalid(): void {
		$tokens = new VisitorTokens( new TestClock(), new SiteState() );
		$token  = $tokens->issue( null, null )['token'];
		add_filter( 'salt', static fn( string $salt ): string => $salt . 'changed' );
		$this->assertSame( TokenState::Invalid, $tokens->read( $token )[0] );
	}

	public function test_an_old_token_finds_its_visitor_again_with_all_conversations(): void {
		$tokens         = new VisitorTokens( new TestClock( gmdate( 'Y-m-d H:i:s', time() - 80 * DAY_IN_SECONDS ) ), new SiteState() );
		$visitor        = $this->visitor();
		$id             = $visitor->says( 'Hello' )->get_data()['metadata']['conversation'];
		$visitor->token = $tokens->issue( $this->row( 'visitors', 'locale', get_locale() )['public_id'], null )['token'];
		$this->assertSame( 401, $visitor->asks( 'GET', "/chat/$id/messages" )->get_status() );
		$visitor->begins();
		$this->assertSame( 200, $visitor->asks( 'GET', "/chat/$id/messages" )->get_status() );
	}

	public function test_revoked_tokens_are_refused_at_once_and_cannot_be_renewed(): void {
		$visitor = $this->visitor();
		$id      = $visitor->says( 'Hello' )->get_data()['metadata']['conversation'];
		$row     = $this->row( 'visitors', 'locale', get_locale() );
		$this->plugin->services->get( VisitorRepository::class )->revoke_all( (int) $row['id'] );
		$this->assertSame( 401, $visitor->asks( 'GET', "/chat/$id/messages" )->get_status() );
		$visitor->begins();
		$this->assertSame( 404, $visitor->asks( 'GET', "/chat/$id/messages" )->get_status(), 'A new token, but of another visitor.' );
	}

	public function test_one_revoked_session_leaves_the_visitors_others_alone(): void {
		$visitor = $this->visitor();
		$id      = $visitor->says( 'Hello' )->get_data()['metadata']['conversation'];
		$first   = $visitor->token;
		$visitor->begins();
		$this->database()->execute( 'UPDATE %i SET revoked_at = %s', $this->database()->table( 'sessions' ), gmdate( 'Y-m-d H:i:s' ) );
		$this->assertSame( 200, $visitor->asks( 'GET', "/chat/$id/messages" )->get_status() );
		$visitor->token = $first;
		$this->assertSame( 401, $visitor->asks( 'GET', "/chat/$id/messages" )->get_status() );
	}

	public function test_everybody_is_signed_out_at_once_and_begins_as_a_stranger(): void {
		$ann  = $this->visitor();
		$ben  = $this->visitor();
		$hers = $ann->says( 'Hello' )->get_data()['metadata']['conversation'];
		$this->sign_in( 'administrator' );
		$this->assertSame( [ 'signed_out' => true ], $this->rest( 'POST', '/visitors/sign-out', [] )->get_data() );
		foreach ( [ $ann, $ben ] as $visitor ) {
			$this->assertSame( 401, $visitor->asks( 'GET', '/session/updates' )->get_status() );
		}
		sleep( 1 ); // Tokens know the second they were issued in: the next one is of a later one.
		$session = $this->rest( 'POST', '/session', [], [ 'X-Aaia-Session' => (string) $ann->token ] )->get_data();
		$this->assertFalse( $session['continued'] );
		$ann->token = $session['token'];
		$this->assertSame( 404, $ann->asks( 'GET', "/chat/$hers/messages" )->get_status() );
		$this->assertSame( [], $ann->asks( 'GET', '/session/updates' )->get_data()['conversations'] );
	}

	public function test_staff_who_may_only_reply_cannot_sign_everybody_out(): void {
		$agent = $this->sign_in( 'editor' );
		$agent->add_cap( 'aaia_reply_conversations' );
		$this->assertSame( 403, $this->rest( 'POST', '/visitors/sign-out', [] )->get_status() );
	}

	public function test_a_renewed_session_says_that_it_continues(): void {
		$visitor = $this->visitor();
		$this->assertTrue( $this->rest( 'POST', '/session', [], [ 'X-Aaia-Session' => (string) $visitor->token ] )->get_data()['continued'] );
		$this->assertFalse( $this->rest( 'POST', '/session', [] )->get_data()['continued'] );
	}

	public function test_sessions_that_can_be_renewed_no_more_are_deleted_but_the_record_of_a_consent_stays_with_its_conversation(): void {
		$this->settings( [ 'consent_required' => true ] );
		$this->visitor( [ 'consent' => true ] )->says( 'With consent' );
		$this->settings( [ 'consent_required' => false ] );
		$this->visitor()->says( 'Without' );
		$gone = $this->visitor( [ 'consent' => true ] );
		$id   = $gone->says( 'Forget me' )->get_data()['metadata']['conversation'];
		$gone->asks( 'DELETE', "/chat/$id" );
		$this->visitor()->says( 'Younger' );
		$newest = (int) $this->database()->value( 'SELECT MAX(id) FROM %i', $this->database()->table( 'sessions' ) );
		$this->database()->execute(
			'UPDATE %i SET expires_at = %s WHERE id < %d',
			$this->database()->table( 'sessions' ),
			gmdate( 'Y-m-d H:i:s', time() - 91 * DAY_IN_SECONDS ),
			$newest,
		);
		$this->database()->execute(
			'UPDATE %i SET expires_at = %s WHERE id = %d',
			$this->database()->table( 'sessions' ),
			gmdate( 'Y-m-d H:i:s', time() - 89 * DAY_IN_SECONDS ),
			$newest,
		);
		$this->assertSame( 4, $this->count_rows( 'sessions' ) );
		$this->work();
		$left = $this->database()->rows( 'SELECT id, consent_version FROM %i ORDER BY id', $this->database()->table( 'sessions' ) );
		$this->assertCount( 2, $left );
		$this->assertNotNull( $left[0]['consent_version'] );
		$this->assertSame( $newest, (int) $left[1]['id'] );
	}
}
