<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Faults;

use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Ids;
use PHPUnit\Framework\Attributes\TestWith;

/** Several processes send the same request at once. */
final class ParallelTest extends \PHPUnit\Framework\TestCase {

	private RealSite $site;

	private string $go = '';

	protected function setUp(): void {
		$this->site = new RealSite();
		$this->site->open( [ 'provider' => 'scripted', 'turns_at_once' => 50, 'tools_enabled' => true ] );
		$this->go = sys_get_temp_dir() . '/aaia-go-' . Ids::random();
	}

	protected function tearDown(): void {
		if ( is_file( $this->go ) ) {
			unlink( $this->go );
		}
		$this->site->close();
	}

	public function test_twenty_sends_of_one_message_give_one_message_and_one_answer(): void {
		$id     = Ids::random();
		$one    = [
			'path'  => '/chat',
			'token' => $this->site->token(),
			'pause' => 1000,
			'body'  => [ 'id' => Ids::random(), 'message' => [ 'id' => $id, 'parts' => [ [ 'type' => 'text', 'text' => 'Once' ] ] ] ],
		];
		$heard = $this->all_at_once( 'chat', array_fill( 0, 20, $one ) );

		$questions = $this->site->rows( 'messages', 'client_id', $id );
		$this->assertCount( 1, $questions );
		$this->assertCount( 1, $this->site->rows( 'messages', 'question_id', (string) $questions[0]['id'] ) );
		$this->assertSame( 0, $this->site->gaps_in_events() );
		$whole = 0;
		foreach ( $heard as $number => $words ) {
			$this->assertStringContainsString( '"start"', $words, "Sender $number" );
			$whole += substr_count( $words, 'word40' );
			$this->assertSame(
				1,
				substr_count( $words, 'word40' ) + substr_count( $words, '"data-evicted"' ),
				"Sender $number read the answer once, to its end, or was told that a newer reader took its place.",
			);
		}
		$this->assertGreaterThanOrEqual( 2, $whole, 'Whoever it was written for, and the newest of the others.' );
		$again = $this->all_at_once( 'chat', [ $one ] );
		$this->assertSame( 1, substr_count( $again[0], 'word40' ), 'Sent again, it is read whole.' );
	}

	public function test_a_dozen_messages_of_one_visitor_are_all_kept_and_only_the_newest_is_still_answered(): void {
		$token = $this->site->token();
		$chat  = Ids::random();
		$each  = [];
		for ( $number = 0; $number < 12; $number++ ) {
			$each[] = [
				'path'  => '/chat',
				'token' => $token,
				'pause' => 5000,
				'body'  => [ 'id' => $chat, 'message' => [ 'id' => Ids::random(), 'parts' => [ [ 'type' => 'text', 'text' => "Number $number" ] ] ] ],
			];
		}
		$this->all_at_once( 'chat', $each );

		$turns = $this->site->rows( 'turns', 'visitor_id', (string) $this->site->rows( 'conversations', 'public_id', $chat )[0]['visitor_id'] );
		$this->assertCount( 12, $turns );
		$this->assertSame( 'done', end( $turns )['state'] );
		$this->assertSame( [], array_diff( array_column( $turns, 'state' ), [ 'done', 'stopped' ] ), 'Nothing is left open.' );
		$this->assertSame( 0, $this->site->count( 'messages', 'generation', 'streaming' ) );
		$this->assertSame( 0, $this->site->gaps_in_events() );
	}

	public function test_an_approval_given_by_several_tabs_at_once_makes_one_request(): void {
		$this->site->plugin->services->get( Settings::class )->save( [ 'provider' => 'builtin' ] );
		$token = $this->site->token();
		$chat  = Ids::random();
		$heard = '';
		Kills::ask( '/chat', $token, [
			'id' => $chat,
			'message' => [ 'id' => Ids::random(), 'parts' => [ [ 'type' => 'text', 'text' => 'I want to talk to a human please' ] ] ],
		], static function ( string $bytes ) use ( &$heard ): void {
			$heard .= $bytes;
		} );
		$this->assertSame( 1, preg_match( '/"approvalId":"([A-Za-z0-9_-]+)"/', $heard, $found ) );
		$this->all_at_once(
			'chat',
			array_fill(
				0,
				6,
				[ 'path' => '/chat', 'token' => $token, 'body' => [ 'id' => $chat, 'approval' => [ 'approvalId' => $found[1], 'approved' => true ] ] ],
			),
		);

		$this->assertSame( 1, $this->site->count( 'support_requests', 'origin', 'tool' ) );
		$this->assertSame( 1, $this->site->count( 'events', 'type', 'support.requested' ) );
		$this->assertSame( 1, $this->site->count( 'turns', 'state', 'done' ) );
	}

	public function test_eight_sends_of_one_request_for_a_person_are_one_message_and_one_request(): void {
		$body = [ 'id' => Ids::random(), 'message' => 'My boiler leaks' ];
		$chat = Ids::random();
		$one  = [ 'path' => "/chat/$chat/handover", 'token' => $this->site->token(), 'body' => $body ];

		$heard = $this->all_at_once( 'handover', array_fill( 0, 8, $one ) );
		$this->assertSame(
			[ 8, 1 ],
			[ substr_count( implode( '', $heard ), $body['id'] ), $this->site->count( 'messages', 'client_id', $body['id'] ) ],
		);
		$this->assertSame( 1, $this->site->count( 'support_requests', 'origin', 'button' ) );
		$this->assertSame( 1, $this->site->count( 'events', 'type', 'support.requested' ) );
		$this->assertSame( 0, $this->site->gaps_in_events() );
	}

	#[TestWith( [ false, 'message.replied' ] )]
	#[TestWith( [ true, 'message.noted' ] )]
	public function test_a_dozen_sends_of_one_message_of_staff_are_one( bool $private, string $event ): void {
		$chat = Ids::random();
		Kills::ask( "/chat/$chat/handover", $this->site->token(), [ 'message' => 'My boiler leaks' ], static function (): void {} );
		$conversation = (int) $this->site->rows( 'conversations', 'public_id', $chat )[0]['id'];
		$id           = Ids::random();

		$heard = $this->all_at_once( 'reply', array_fill( 0, 12, [ 'conversation' => $conversation, 'id' => $id, 'private' => $private ] ) );
		$this->assertSame( 1, $this->site->count( 'messages', 'client_id', $id ) );
		$this->assertSame( 1, $this->site->count( 'events', 'type', $event ) );
		$this->assertCount( 1, array_unique( $heard ), 'All are told of the same message.' );
		$this->assertMatchesRegularExpression( '/stored \d+$/', $heard[0] );
	}

	public function test_twenty_questions_at_once_stay_below_the_cap_of_costs_and_all_are_answered(): void {
		$this->site->plugin->services->get( Settings::class )
			->save( [ 'model_prices' => [ 'scripted = 1 / 1' ], 'cost_cap_day' => '0.007', 'token_cap_month' => 1_000_000 ] );
		$each = [];
		for ( $number = 0; $number < 20; $number++ ) {
			$each[] = [
				'path'  => '/chat',
				'token' => $this->site->token(),
				'pause' => 1000,
				'body'  => [
					'id' => Ids::random(),
					'message' => [ 'id' => Ids::random(), 'parts' => [ [ 'type' => 'text', 'text' => "Number $number" ] ] ],
				],
			];
		}
		$this->all_at_once( 'chat', $each );

		$database = $this->site->plugin->services->get( Database::class );
		$answers  = array_count_values( array_column(
			$database->rows( 'SELECT model FROM %i', $database->table( 'answer_metrics' ) ),
			'model',
		) );
		$this->assertSame( [ 'builtin', 'scripted' ], array_values( array_intersect( [ 'builtin', 'scripted' ], array_keys( $answers ) ) ) );
		$this->assertSame( 20, array_sum( $answers ) );
		$budgets  = $database->rows( 'SELECT micro FROM %i WHERE scope = %s', $database->table( 'cost_budgets' ), 'site' );
		$this->assertCount( 2, $budgets );
		foreach ( $budgets as $budget ) {
			$this->assertLessThanOrEqual( 7000, (int) $budget['micro'], 'The model counts no tokens, so what was set aside stays.' );
			$this->assertGreaterThan( 0, (int) $budget['micro'] );
		}
	}

	public function test_several_workers_take_each_job_exactly_once(): void {
		for ( $number = 0; $number < 60; $number++ ) {
			$this->site->plugin->services->get( JobQueue::class )->push( 'test', [ 'number' => $number ] );
		}
		$pushed = array_column( $this->site->rows( 'jobs', 'handler', 'test' ), 'id' );
		$this->assertCount( 60, $pushed );
		preg_match_all( '/job (\d+)/', implode( "\n", $this->all_at_once( 'claim', array_fill( 0, 5, [] ) ) ), $found );
		$this->assertSame( [], array_diff_key( $found[1], array_unique( $found[1] ) ), 'No job is taken twice.' );
		$this->assertSame( [], array_diff( $pushed, $found[1] ), 'No job is left out.' );
		$this->assertFalse( $this->site->plugin->services->get( JobQueue::class )->is_due() );
	}

	/**
	 * @param list<array<string, mixed>> $each
	 *
	 * @return list<string> What each said.
	 */
	private function all_at_once( string $kind, array $each ): array {
		$children = array_map( fn( array $arguments ): Child => new Child( $kind, $arguments + [ 'go' => $this->go ] ), $each );
		foreach ( $children as $child ) {
			$this->assertTrue( $child->says( "ready\n", 60.0 ) );
		}
		touch( $this->go );
		return array_map(
			static function ( Child $child ): string {
				$child->end();
				return $child->heard();
			},
			$children
		);
	}
}
