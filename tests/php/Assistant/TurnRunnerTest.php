<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant;

use Aaia\Chatbot\Assistant\AlwaysConnected;
use Aaia\Chatbot\Assistant\AnswerFollower;
use Aaia\Chatbot\Assistant\TurnRunner;
use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\FollowerLeases;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\Lease;
use Aaia\Chatbot\Http\SseWriter;
use Aaia\Chatbot\Http\StreamResponse;
use Aaia\Chatbot\Http\UnfinishedStream;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestVisitor;

/** Answers while the database fails temporarily, readers disconnect and workers die. */
final class TurnRunnerTest extends ChatTestCase {

	/** Matching statements fail while this is above 0. */
	private int $refusals = 0;

	private string $refused = '';

	protected function setUp(): void {
		parent::setUp();
		add_filter( 'query', function ( string $query ): string {
			if ( '' !== $this->refused && $this->refusals > 0 && 1 === preg_match( $this->refused, $query ) ) {
				--$this->refusals;
				throw new DatabaseFailure( 'The disk is full.' );
			}
			return $query;
		} );
	}

	public function test_a_temporary_database_failure_loses_no_text(): void {
		$this->model( function (): iterable {
			yield new TextDelta( 'One ' );
			usleep( 320_000 );
			$this->refuse( '/^UPDATE \S*aaia_messages/', 1 );
			yield new TextDelta( 'two ' );
			usleep( 320_000 );
			yield new TextDelta( 'three.' );
			$this->refuse( '/^UPDATE \S*aaia_messages/', 2 );
		} );
		$answer = $this->visitor()->says( 'Count' )->get_data();
		$this->assertSame( [ 'One two three.', 'complete' ], [ $answer['parts'][0]['text'], $answer['metadata']['generation'] ] );
	}

	public function test_metrics_that_cannot_be_stored_do_not_affect_the_answer(): void {
		$this->model( static fn(): array => [ new TextDelta( 'Whole.' ) ] );
		$this->refuse( '/aaia_model_costs/', 100 );
		$answer = $this->visitor()->says( 'Hello' )->get_data();
		$this->assertSame( [ 'Whole.', 'complete' ], [ $answer['parts'][0]['text'], $answer['metadata']['generation'] ] );
		$chunks = $this->visitor()->hears( 'Hello' );
		$this->assertSame( 'stop', end( $chunks )['finishReason'] ?? '' );
	}

	public function test_metrics_are_stored_after_the_end_was_sent(): void {
		$visitor = $this->visitor();
		$stream  = $visitor->asks( 'POST', '/chat', TestVisitor::message( 'Hello' ), [ 'Accept' => 'text/event-stream' ] );
		$this->assertInstanceOf( StreamResponse::class, $stream );
		$sent = '';
		$then = null;
		add_filter( 'query', static function ( string $query ) use ( &$sent, &$then ): string {
			$then ??= str_contains( $query, 'aaia_answer_metrics' ) ? $sent : null;
			return $query;
		} );
		( $stream->write )( new SseWriter( static function ( string $bytes ) use ( &$sent ): void {
			$sent .= $bytes;
		} ) );
		$this->assertStringContainsString( '"type":"finish"', (string) $then );
		$this->assertSame( 1, $this->count_rows( 'answer_metrics' ) );
	}

	public function test_metrics_are_stored_even_when_the_reader_stops_iterating(): void {
		[ $lease ] = $this->running();
		foreach ( $this->plugin->services->get( TurnRunner::class )->run( $lease, new AlwaysConnected(), true ) as $progress ) {
			if ( $progress->is_last() ) {
				break;
			}
		}
		unset( $progress );
		gc_collect_cycles();
		$this->assertSame( 1, $this->count_rows( 'answer_metrics' ) );
	}

	public function test_an_answer_that_cannot_be_stored_says_so_and_is_generated_once_the_database_is_back(): void {
		$this->model( static fn(): array => [ new TextDelta( 'Whole.' ) ] );
		$visitor = $this->visitor();
		$id      = Ids::random();
		$this->refuse( '/^UPDATE \S*aaia_messages/', 100 );
		$chunks = $visitor->hears( 'Hello', null, $id );
		$this->assertSame( 'error', end( $chunks )['type'] ?? '' );
		$this->assertStringNotContainsString( 'disk', (string) wp_json_encode( $chunks ) );
		$this->refusals = 0;
		$this->let_lease_run_out();
		$this->work();
		$answer = $visitor->says( 'Hello', null, $id )->get_data();
		$this->assertSame(
			[ 'complete', 1, 2 ],
			[ $answer['metadata']['generation'], $this->count_rows( 'turns' ), $this->count_rows( 'messages' ) ],
		);
	}

	public function test_a_message_that_cannot_be_stored_is_refused_in_words_and_can_be_sent_again(): void {
		$visitor = $this->visitor();
		$id      = Ids::random();
		$this->refuse( '/^INSERT INTO \S*aaia_messages/', 1 );
		$answer = $visitor->says( 'Hello', null, $id );
		$this->assertSame(
			[ 503, 'aaia_unavailable', '5' ],
			[ $answer->get_status(), $answer->get_data()['code'], $answer->get_headers()['Retry-After'] ?? '' ],
		);
		$this->assertSame(
			0,
			$this->count_rows( 'messages' ) + $this->count_rows( 'turns' ) + $this->count_rows( 'conversations' ) + count( $this->events() ),
		);
		$this->assertSame( 200, $visitor->says( 'Hello', null, $id )->get_status() );
	}

	public function test_whatever_a_client_of_another_plugin_throws_the_visitor_gets_an_answer(): void {
		$this->model( static function (): iterable {
			yield from [];
			throw new \TypeError( 'strlen(): Argument #1' );
		} );
		$answer = $this->visitor()->says( 'Hello' );
		$this->assertSame( 200, $answer->get_status() );
		$this->assertStringNotContainsString( 'strlen', (string) wp_json_encode( $answer->get_data() ) );
	}

	public function test_the_text_of_a_cancelled_answer_is_kept(): void {
		$this->model( static function (): iterable {
			yield new TextDelta( 'As far as this' );
			throw new LlmFailure( LlmFailureKind::Cancelled, 'Cancelled.' );
		} );
		$answer = $this->visitor()->says( 'Hello' )->get_data();
		$this->assertSame( [ 'As far as this', 'interrupted' ], [ $answer['parts'][0]['text'], $answer['metadata']['generation'] ] );
	}

	public function test_a_follower_sees_the_answer_grow_and_end(): void {
		[ $lease, $replay ] = $this->running();
		$answers            = $this->plugin->services->get( AnswerService::class );
		$seen               = [];
		foreach ( $replay->follow(
			$lease->turn,
			new AlwaysConnected(),
			$this->plugin->services->get( FollowerLeases::class )->acquire( $lease->turn->id, 1 ),
			5.0,
		) as $progress ) {
			$seen[] = [ $progress->parts->text(), $progress->generation ];
			match ( count( $seen ) ) {
				1       => $answers->write( $lease, $lease->answer->parts->with_text( 'Half' ), false ),
				2       => $answers->complete( $lease, $lease->answer->parts->with_text( 'Half and half' ), false, false ),
				default => null,
			};
		}
		$this->assertSame(
			[ [ '', Generation::Streaming ], [ 'Half', Generation::Streaming ], [ 'Half and half', Generation::Complete ] ],
			$seen,
		);
	}

	public function test_a_follower_gets_no_end_when_the_answer_is_restarted(): void {
		[ $lease, $replay ] = $this->running();
		$answers            = $this->plugin->services->get( AnswerService::class );
		$answers->write( $lease, $lease->answer->parts->with_text( 'Words of the dead' ), false );
		$seen = [];
		foreach ( $replay->follow(
			$lease->turn,
			new AlwaysConnected(),
			$this->plugin->services->get( FollowerLeases::class )->acquire( $lease->turn->id, 1 ),
			5.0,
		) as $progress ) {
			$seen[] = $progress;
			$this->let_lease_run_out();
			$next = $answers->begin( $lease->turn->id );
			if ( null !== $next ) {
				$answers->write( $next, $next->answer->parts->with_text( 'Quite other words, and more of them' ), false );
			}
		}
		$this->assertCount( 1, $seen );
		$this->assertFalse( $seen[0]->is_last() );
	}

	public function test_a_stream_taken_over_by_another_worker_has_no_end_so_that_its_reader_reconnects(): void {
		[ $lease ] = $this->running();
		$visitor   = $this->visitor();
		$id        = $lease->conversation->public_id;
		$this->database()->execute( 'UPDATE %i SET visitor_id = 0', $this->database()->table( 'conversations' ) );
		$visitor->says( 'So that I am known' );
		$mine = $this->row( 'visitors', 'locale', get_locale() )['id'];
		$this->database()->execute(
			'UPDATE %i SET visitor_id = %d WHERE public_id = %s',
			$this->database()->table( 'conversations' ),
			(int) $mine,
			$id,
		);
		$this->plugin->services->get( AnswerService::class )->write( $lease, $lease->answer->parts->with_text( 'Words of the dead' ), false );
		$stream = $visitor->asks( 'GET', "/chat/$id/stream" );
		$looks  = 0;
		add_filter( 'query', function ( string $query ) use ( &$looks, $lease ): string {
			if ( str_starts_with( $query, 'SELECT m.*' ) && 3 === ++$looks ) {
				$this->database()->update( 'messages', [ 'parts' => '{"v":1,"parts":[]}' ], [ 'id' => $lease->answer->id ] );
			}
			return $query;
		} );
		$this->expectException( UnfinishedStream::class );
		TestVisitor::chunks( $stream );
	}

	/** @return array{Lease, AnswerFollower} A turn whose worker is this test. */
	private function running(): array {
		$this->visitor()->says( 'Hello' );
		$this->database()->execute(
			'UPDATE %i SET state = %s, lease_until = %s, ended_at = NULL',
			$this->database()->table( 'turns' ),
			'running',
			gmdate( 'Y-m-d H:i:s', time() - 60 ),
		);
		$this->database()->execute(
			'UPDATE %i SET generation = %s WHERE author_type = %s',
			$this->database()->table( 'messages' ),
			'streaming',
			'assistant',
		);
		$lease = $this->plugin->services->get( AnswerService::class )->begin( (int) $this->row( 'turns', 'state', 'running' )['id'] );
		$this->assertNotNull( $lease );
		return [ $lease, $this->plugin->services->get( AnswerFollower::class ) ];
	}

	private function refuse( string $pattern, int $times ): void {
		$this->refused  = $pattern;
		$this->refusals = $times;
	}

	private function let_lease_run_out(): void {
		$this->database()->execute(
			'UPDATE %i SET lease_until = %s',
			$this->database()->table( 'turns' ),
			gmdate( 'Y-m-d H:i:s', time() - 60 ),
		);
	}
}
