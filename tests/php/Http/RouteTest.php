<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\StreamResponse;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestVisitor;

/** Tests of all visitor routes: tricks with WordPress's REST API, invalid bodies, cookies, an unavailable database. */
final class RouteTest extends ChatTestCase {

	public function test_only_the_path_selects_the_conversation(): void {
		$visitor = $this->visitor();
		$first   = $visitor->says( 'First' )->get_data()['metadata']['conversation'];
		$second  = $visitor->says( 'Second' )->get_data()['metadata']['conversation'];
		$this->assertSame( [ 'deleted' => true ], $visitor->asks( 'DELETE', "/chat/$first?id=$second" )->get_data() );
		$this->assertSame( 200, $visitor->asks( 'GET', "/chat/$second/messages" )->get_status() );
		$this->assertSame( 404, $visitor->asks( 'GET', "/chat/$first/messages" )->get_status() );
		$this->assertSame( 200, $visitor->asks( 'DELETE', "/chat/$second?id[]=x" )->get_status() );
	}

	/** @return iterable<string, array{string, string, int}> Body, Content-Type, status. */
	public static function bodies(): iterable {
		yield 'cut JSON' => [ '{"message":', 'application/json', 400 ];
		yield 'a number' => [ '5', 'application/json', 400 ];
		yield 'a text' => [ '"abc"', 'application/json', 400 ];
		yield 'null' => [ 'null', 'application/json', 400 ];
		yield 'a list' => [ '[1,2]', 'application/json', 400 ];
		yield 'deeper than anybody needs' => [ str_repeat( '[', 2000 ) . str_repeat( ']', 2000 ), 'application/json', 400 ];
		yield 'a form' => [ 'message=Hi', 'application/x-www-form-urlencoded', 400 ];
		yield 'text' => [ '{"message":{}}', 'text/plain', 400 ];
		yield 'no type' => [ '{"message":{}}', '', 400 ];
		yield 'bytes that are no UTF-8' => [
			"{\"message\":{\"id\":\"abcdefghijklmnop\",\"parts\":[{\"type\":\"text\",\"text\":\"\xff\xfe\"}]}}",
			'application/json',
			400,
		];
		yield 'megabytes' => [ '{"x":"' . str_repeat( 'a', 2_000_000 ) . '"}', 'application/json', 413 ];
		yield 'an id that ends in a line break' => [
			'{"message":{"id":"abcdefghijklmnop\n","parts":[{"type":"text","text":"Hi"}]}}',
			'application/json',
			400,
		];
		foreach ( [ '', 'short', str_repeat( 'a', 65 ), 'abcdefghijklmnop/', 'abcdefghijklmnöp' ] as $id ) {
			yield "the id “{$id}”" => [ '{"message":{"id":"' . $id . '","parts":[{"type":"text","text":"Hi"}]}}', 'application/json', 400 ];
		}
		yield 'a key twice, the second one wrong' => [ '{"message":{"id":"abcdefghijklmnop","id":7,"parts":[]}}', 'application/json', 400 ];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'bodies' )]
	public function test_invalid_bodies_are_refused_with_a_message_and_store_nothing( string $body, string $type, int $status ): void {
		$visitor = $this->visitor();
		$request = new \WP_REST_Request( 'POST', '/aaia-chatbot/v1/chat' );
		$request->set_header( 'X-Aaia-Session', (string) $visitor->token );
		if ( '' !== $type ) {
			$request->set_header( 'Content-Type', $type );
		}
		$request->set_body( $body );
		$answer = rest_do_request( $request );
		$this->assertSame( $status, $answer->get_status(), (string) wp_json_encode( $answer->get_data() ) );
		$this->assertSame( 0, $this->count_rows( 'messages' ) );
	}

	public function test_the_body_of_a_get_is_ignored(): void {
		$visitor = $this->visitor();
		$this->assertSame( 200, $visitor->asks( 'GET', '/session/updates', [ 'after' => 'x', 'unknown' => 1 ] )->get_status() );
	}

	public function test_wordpress_query_parameters_break_no_stream(): void {
		$this->model( static fn(): array => [ new TextDelta( 'Whole.' ) ] );
		$visitor = $this->visitor();
		$answer  = $visitor->asks(
			'POST',
			'/chat?_fields=id&_locale=user',
			TestVisitor::message( 'Hello' ),
			[ 'Accept' => 'text/event-stream' ],
		);
		$this->assertInstanceOf( StreamResponse::class, $answer );
		$this->assertStringContainsString( 'Whole.', (string) wp_json_encode( TestVisitor::chunks( $answer ) ) );
		$this->assertSame( 204, $visitor->asks( 'GET', '/chat/' . $this->gone( $visitor ) . '/stream?_fields=id' )->get_status() );
		$refused = $visitor->asks( 'POST', '/chat?_envelope=1', TestVisitor::message( 'Hello again' ), [ 'Accept' => 'text/event-stream' ] );
		$this->assertSame( 400, $refused->get_status(), 'An envelope would swallow the stream.' );
		$this->assertSame(
			0,
			(int) $this->database()->value( 'SELECT COUNT(*) FROM %i WHERE state = %s', $this->database()->table( 'turns' ), 'running' ),
		);
	}

	public function test_errors_are_not_cached_either(): void {
		$visitor = $this->visitor();
		foreach ( [
			[ 'GET', '/session/updates', '' ],
			[ 'GET', '/chat/' . Ids::random() . '/messages', 'x.y' ],
			[ 'POST', '/chat', 'x.y' ],
		] as [ $method, $path, $token ] ) {
			$visitor->token = $token;
			$answer         = $visitor->asks( $method, $path, 'GET' === $method ? null : [] );
			$this->assertSame( [ 401, 'no-store, private' ], [ $answer->get_status(), $answer->get_headers()['Cache-Control'] ?? '' ], $path );
		}
		$this->settings( [ 'widget_enabled' => false ] );
		$answer = $visitor->asks( 'GET', '/widget' );
		$this->assertSame( [ 404, 'no-store, private' ], [ $answer->get_status(), $answer->get_headers()['Cache-Control'] ?? '' ] );
	}

	public function test_an_envelope_is_not_cached_either(): void {
		$visitor = $this->visitor();
		foreach ( [ '/session/updates', '/widget/proof', '/widget' ] as $path ) {
			$answer    = $visitor->asks( 'GET', $path );
			$enveloped = rest_get_server()->envelope_response( $answer, false );
			$this->assertSame( $answer->get_headers()['Cache-Control'], $enveloped->get_headers()['Cache-Control'] ?? '', $path );
			$this->assertSame( $answer->get_status(), $enveloped->get_data()['status'] );
		}
	}

	public function test_while_the_database_is_away_visitors_are_told_to_try_again(): void {
		$visitor = $this->visitor();
		add_filter( 'query', static function ( string $query ): string {
			if ( str_contains( $query, 'aaia_visitors' ) ) {
				throw new DatabaseFailure( 'Gone.' );
			}
			return $query;
		} );
		$answer = $visitor->says( 'Hello' );
		$this->assertSame( [ 503, 'aaia_unavailable' ], [ $answer->get_status(), $answer->get_data()['code'] ] );
		$this->assertStringNotContainsString( 'Gone', (string) wp_json_encode( $answer->get_data() ) );
	}

	public function test_a_staff_session_opens_nothing_on_visitors_routes_and_a_token_nothing_on_staffs(): void {
		$visitor = $this->visitor();
		$id      = $visitor->says( 'Hello' )->get_data()['metadata']['conversation'];
		$this->sign_in();
		$stranger = $this->visitor();
		$this->assertSame( 404, $stranger->asks( 'GET', "/chat/$id/messages" )->get_status() );
		wp_set_current_user( 0 );
		$this->assertSame( 401, $visitor->asks( 'GET', "/conversations/$id" )->get_status() );
	}

	public function test_repeated_feedback_adds_no_events(): void {
		$visitor = $this->visitor();
		$answer  = $visitor->says( 'Hello' )->get_data();
		$path    = '/chat/' . $answer['metadata']['conversation'];
		$before  = count( $this->events() );
		foreach ( range( 1, 5 ) as $time ) {
			$this->assertSame( 200, $visitor->asks( 'PUT', "$path/read", [ 'message' => $answer['id'] ] )->get_status(), "Time $time" );
		}
		$this->assertSame( $before + 1, count( $this->events() ) );
		$status = 200;
		// Twice the allowance, because a minute may end in between.
		for ( $times = 0; $times < 62 && 200 === $status; $times++ ) {
			$status = $visitor->asks( 'PUT', "$path/messages/{$answer['id']}/rating", [ 'value' => 'up' ] )->get_status();
		}
		$this->assertSame( 429, $status );
	}

	/** A conversation whose answer ended long ago. */
	private function gone( TestVisitor $visitor ): string {
		$id = (string) $this->row( 'conversations', 'channel', 'web' )['public_id'];
		$this->database()->execute( 'UPDATE %i SET ended_at = %s', $this->database()->table( 'turns' ), '2020-01-01 00:00:00' );
		return $id;
	}
}
