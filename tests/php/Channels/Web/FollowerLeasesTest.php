<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Conversations\FollowerLeases;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\ToolCallRequested;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestVisitor;

/** Requests that follow an answer of another request, and their cap: each occupies a PHP worker of the site. */
final class FollowerLeasesTest extends ChatTestCase {

	/** Types of chunks in the API contract. The AI SDK fails on others. */
	private const CHUNKS = '/\A(start|text-(start|delta|end)|source-url|(start|finish)-step|tool-[a-z-]+|message-metadata|data-[a-z]+|'
		. 'error|finish)\z/';

	public function test_a_newer_follower_evicts_the_older_which_must_poll_for_updates(): void {
		[ $visitor, $conversation, $turn ] = $this->writing( 'Half an answer' );
		$older                             = $visitor->asks( 'GET', "/chat/$conversation/stream" );
		$newer                             = $visitor->asks( 'GET', "/chat/$conversation/stream" );
		$chunks                            = TestVisitor::chunks( $older );
		$this->assertSame( [ 'start', 'data-evicted', 'finish' ], array_column( $chunks, 'type' ) );
		$this->assertSame( [ [ 'conversation' => $conversation ], true ], [ $chunks[1]['data'], $chunks[1]['transient'] ] );
		$this->assertSame( 'streaming', $chunks[2]['messageMetadata']['generation'], 'The answer goes on.' );
		$this->end_when_looked_at( $turn, 'Half an answer and the rest' );
		$this->assertSame( 'Half an answer and the rest', implode( '', array_column( TestVisitor::chunks( $newer ), 'delta' ) ) );
	}

	public function test_an_evicted_follower_gets_only_well_formed_chunks(): void {
		[ $visitor, $conversation, $turn ] = $this->writing( 'Half an answer' );
		$stream                            = $visitor->asks( 'GET', "/chat/$conversation/stream" );
		$this->when_looked_at( 2, fn() => $this->plugin->services->get( FollowerLeases::class )->acquire( $turn, 5 ) );
		$types = array_column( TestVisitor::chunks( $stream ), 'type' );
		$this->assertSame( [ 'start', 'start-step', 'text-start', 'text-delta', 'data-evicted', 'text-end', 'finish-step', 'finish' ], $types );
		foreach ( $types as $type ) {
			$this->assertMatchesRegularExpression( self::CHUNKS, $type );
		}
	}

	public function test_the_request_that_writes_the_answer_is_never_evicted(): void {
		$this->model( function (): iterable {
			yield new TextDelta( 'Before ' );
			$turn = (int) $this->row( 'turns', 'state', 'running' )['id'];
			$this->plugin->services->get( FollowerLeases::class )->acquire( $turn, 5 );
			$this->plugin->services->get( FollowerLeases::class )->acquire( $turn, 5 );
			yield new TextDelta( 'and after.' );
		} );
		$chunks = $this->visitor()->hears( 'Hello' );
		$this->assertSame( 'Before and after.', implode( '', array_column( $chunks, 'delta' ) ) );
		$this->assertNotContains( 'data-evicted', array_column( $chunks, 'type' ) );
	}

	public function test_a_json_follower_is_evicted_like_a_stream(): void {
		[ $visitor, $conversation, $turn, $message ] = $this->writing( 'Half' );
		$this->when_looked_at( 2, fn() => $this->plugin->services->get( FollowerLeases::class )->acquire( $turn, 5 ) );
		$answer = $visitor->says( 'Hello', $conversation, $message );
		$this->assertSame( 202, $answer->get_status() );
		$this->assertTrue( $answer->get_data()['metadata']['evicted'] );
		$this->assertArrayNotHasKey( 'Retry-After', $answer->get_headers(), 'It is not to come back.' );
	}

	public function test_requests_above_the_cap_of_followers_do_not_wait(): void {
		$this->settings( [ 'followers_at_once' => 1 ] );
		[ $visitor, $conversation, , $message ] = $this->writing( 'Half' );
		[ , , $other ]                          = $this->writing( 'Other' );
		$this->assertNotNull( $this->plugin->services->get( FollowerLeases::class )->acquire( $other, 1 ) );
		$looks = 0;
		add_filter( 'query', static function ( string $query ) use ( &$looks ): string {
			$looks += str_contains( $query, 'aaia_turns` WHERE id' ) && ! str_contains( $query, 'FOR UPDATE' ) ? 1 : 0;
			return $query;
		} );
		$this->assertSame( 204, $visitor->asks( 'GET', "/chat/$conversation/stream" )->get_status() );
		$json   = $visitor->says( 'Hello', $conversation, $message );
		$stream = $visitor->asks(
			'POST',
			'/chat',
			TestVisitor::message( 'Hello', $conversation, $message ),
			[ 'Accept' => 'text/event-stream' ],
		);
		$this->assertSame(
			[ 202, '2', 202, '2' ],
			[ $json->get_status(), $json->get_headers()['Retry-After'], $stream->get_status(), $stream->get_headers()['Retry-After'] ],
		);
		$this->assertSame( [ 'data-conversation', 'finish' ], array_column( TestVisitor::chunks( $stream ), 'type' ) );
		$this->assertLessThanOrEqual( 4, $looks, 'Who waits looks at the turn again and again.' );
	}

	public function test_the_default_cap_of_followers_is_half_the_cap_of_answers(): void {
		$this->settings( [ 'turns_at_once' => 3 ] );
		$followed = [ $this->writing( 'One' )[2], $this->writing( 'Two' )[2] ];
		[ $visitor, $conversation ] = $this->writing( 'Three' );
		foreach ( $followed as $turn ) {
			$this->assertNotNull( $this->plugin->services->get( FollowerLeases::class )->acquire( $turn, 2 ) );
		}
		$this->assertSame( 204, $visitor->asks( 'GET', "/chat/$conversation/stream" )->get_status() );
	}

	public function test_a_killed_follower_is_not_counted_after_its_lease(): void {
		[ , , $turn ]    = $this->writing( 'One' );
		[ , , $another ] = $this->writing( 'Two' );
		$followers       = $this->plugin->services->get( FollowerLeases::class );
		$this->assertNotNull( $followers->acquire( $turn, 1 ) );
		$this->assertNull( $followers->acquire( $another, 1 ) );
		$this->database()->execute(
			'UPDATE %i SET followed_until = %s WHERE id = %d',
			$this->database()->table( 'turns' ),
			gmdate( 'Y-m-d H:i:s', time() - 1 ),
			$turn,
		);
		$this->assertNotNull( $followers->acquire( $another, 1 ) );
	}

	public function test_a_follower_releases_its_lease_at_the_end(): void {
		[ $visitor, $conversation, $turn ] = $this->writing( 'Half' );
		$stream                            = $visitor->asks( 'GET', "/chat/$conversation/stream" );
		$this->assertNotNull( $this->row( 'turns', 'id', $turn )['followed_until'] );
		$this->end_when_looked_at( $turn, 'Half and half' );
		TestVisitor::chunks( $stream );
		$this->assertNull( $this->row( 'turns', 'id', $turn )['followed_until'] );
	}

	public function test_updates_show_an_answer_as_far_as_it_is_written_and_keep_it_wanted(): void {
		[ $visitor, $conversation, $turn ] = $this->writing( 'Half' );
		$start                             = $visitor->asks( 'GET', '/session/updates' )->get_data();
		$this->assertSame( 2, $start['poll_after'] );
		$this->database()->execute(
			'UPDATE %i SET wanted_until = %s',
			$this->database()->table( 'turns' ),
			gmdate( 'Y-m-d H:i:s', time() + 3 ),
		);
		$first = $visitor->asks( 'GET', '/session/updates?after=' . $start['cursor'] )->get_data();
		$this->assertSame(
			[ 2, 'streaming', 'Half' ],
			[ $first['poll_after'], $first['items'][0]['metadata']['generation'], $first['items'][0]['parts'][0]['text'] ],
		);
		$this->assertSame( $conversation, $first['conversations'][0]['id'] );
		$this->assertGreaterThan( gmdate( 'Y-m-d H:i:s', time() + 10 ), $this->row( 'turns', 'id', $turn )['wanted_until'] );
		$this->write( $turn, 'Half and half' );
		$second = $visitor->asks( 'GET', '/session/updates?after=' . $first['cursor'] )->get_data();
		$this->assertSame( 'Half and half', $second['items'][0]['parts'][0]['text'] );
	}

	public function test_updates_contain_no_answers_of_other_visitors(): void {
		$this->writing( 'Half' );
		$visitor = $this->visitor();
		$visitor->says( 'Hello' );
		$start = $visitor->asks( 'GET', '/session/updates' )->get_data();
		$this->assertSame( 15, $start['poll_after'] );
		$this->assertSame( [], $visitor->asks( 'GET', '/session/updates?after=' . $start['cursor'] )->get_data()['items'] );
	}

	public function test_an_approval_while_the_site_is_busy_is_carried_out_without_the_model(): void {
		$this->settings( [ 'tools_enabled' => true, 'turns_at_once' => 1 ] );
		$model    = $this->model(
			static fn(): array => [ new ToolCallRequested(
				'call',
				'send_support_email',
				[ 'summary' => 'My boiler leaks', 'reason' => 'asked' ],
			) ],
			static fn(): array => [ new TextDelta( 'Slow words of a model.' ) ]
		);
		$visitor  = $this->visitor();
		$answer   = $visitor->says( 'I want to talk to a person' )->get_data();
		$approval = $answer['parts'][ array_key_last( $answer['parts'] ) ]['approval']['id'];
		$asked    = count( $model->asked );
		$this->settings( [ 'provider' => 'builtin' ] );
		$this->writing( 'Somebody else’s' );
		$this->settings( [ 'provider' => 'scripted' ] );
		$after = $visitor->asks(
			'POST',
			'/chat',
			[ 'id' => $answer['metadata']['conversation'], 'approval' => [ 'approvalId' => $approval, 'approved' => true ] ],
		);
		$this->assertSame( 200, $after->get_status() );
		$this->assertContains( 'output-available', array_column( $after->get_data()['parts'], 'state' ) );
		$this->assertCount( $asked, $model->asked );
		$this->assertSame( 1, $this->count_rows( 'support_requests' ) );
	}

	/**
	 * @return array{TestVisitor, string, int, string} Visitor, conversation, a turn whose answer another request writes, and the message's
	 *                                                 id.
	 */
	private function writing( string $so_far ): array {
		$visitor      = $this->visitor();
		$message      = Ids::random();
		$conversation = $visitor->says( 'Hello', null, $message )->get_data()['metadata']['conversation'];
		$turn         = (int) $this
			->row( 'turns', 'conversation_id', (string) $this->row( 'conversations', 'public_id', $conversation )['id'] )['id'];
		$this->database()->update(
			'turns',
			[
				'state' => 'running',
				'ended_at' => null,
				'lease_until' => gmdate( 'Y-m-d H:i:s', time() + 60 ),
				'wanted_until' => gmdate( 'Y-m-d H:i:s', time() + 15 ),
			],
			[ 'id' => $turn ],
		);
		$this->write( $turn, $so_far );
		return [ $visitor, $conversation, $turn, $message ];
	}

	private function write( int $turn, string $text, string $generation = 'streaming' ): void {
		$parts = wp_json_encode( [ 'v' => 1, 'parts' => [ [ 'type' => 'text', 'text' => $text ] ] ] );
		$this->database()->update(
			'messages',
			[ 'generation' => $generation, 'parts' => (string) $parts, 'text' => $text ],
			[ 'id' => (int) $this->row( 'turns', 'id', $turn )['answer_id'] ],
		);
	}

	private function end_when_looked_at( int $turn, string $text ): void {
		$this->when_looked_at( 2, function () use ( $turn, $text ): void {
			$this->write( $turn, $text, 'complete' );
			$this->database()->update( 'turns', [ 'state' => 'done' ], [ 'id' => $turn ] );
		} );
	}

	/** Calls a function when a follower reads the turn for the nth time. */
	private function when_looked_at( int $time, \Closure $does ): void {
		$looks = 0;
		$turns = $this->database()->table( 'turns' );
		add_filter( 'query', static function ( string $query ) use ( &$looks, $time, $does, $turns ): string {
			if ( str_starts_with( $query, "SELECT * FROM `$turns` WHERE id" ) && ! str_contains( $query, 'FOR UPDATE' ) && $time === ++$looks ) {
				$does();
			}
			return $query;
		} );
	}
}
