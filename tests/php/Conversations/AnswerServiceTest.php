<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Conversations;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\IncomingMessage;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Conversations\ReceivedMessage;
use Aaia\Chatbot\Conversations\TurnState;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorRepository;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\ChatTestCase;

final class AnswerServiceTest extends ChatTestCase {

	private AnswerService $answers;

	private Visitor $ann;

	protected function setUp(): void {
		parent::setUp();
		$this->answers = $this->plugin->services->get( AnswerService::class );
		$this->ann     = new Visitor( null, Ids::random(), Ids::random(), time(), time() + 3600, null );
	}

	public function test_a_turn_belongs_to_one_worker_at_a_time(): void {
		$turn = $this->asked( 'Hello' )->turn->id;
		$this->assertNotNull( $this->answers->begin( $turn ) );
		$this->assertNull( $this->answers->begin( $turn ) );
	}

	public function test_a_worker_that_lost_its_lease_can_neither_write_nor_end(): void {
		$turn = $this->asked( 'Hello' )->turn->id;
		$dead = $this->answers->begin( $turn );
		$this->let_leases_run_out();
		$next = $this->answers->begin( $turn );
		$this->assertNotNull( $dead );
		$this->assertNotNull( $next );
		$this->assertFalse( $this->answers->write( $dead, Parts::text_only( 'Old words' ), true ) );
		$this->assertFalse( $this->answers->tick( $dead, true ) );
		$this->assertTrue( $this->answers->complete( $next, Parts::text_only( 'New words' ), false, false ) );
		$this->assertFalse( $this->answers->complete( $dead, Parts::text_only( 'Old words' ), false, false ) );
		$this->assertFalse( $this->answers->interrupt( $dead, Parts::text_only( 'Old words' ), TurnState::Failed ) );
		$this->assertSame( $dead->answer->id, $next->answer->id );
		$this->assertSame( 'New words', $this->row( 'messages', 'author_type', 'assistant' )['text'] );
	}

	public function test_the_cap_on_answers_at_once_is_kept(): void {
		$first  = $this->asked( 'One' )->turn->id;
		$second = $this->asked( 'Two', new Visitor( null, Ids::random(), Ids::random(), time(), time() + 3600, null ) )->turn->id;
		$this->assertNotNull( $this->answers->begin( $first, 1 ) );
		$this->assertNull( $this->answers->begin( $second, 1 ) );
		$this->assertNotNull( $this->answers->begin( $second, 2 ) );
	}

	public function test_stop_ends_a_queued_turn_at_once_and_a_running_one_soon(): void {
		$waiting = $this->asked( 'Waiting' );
		$this->assertTrue( $this->answers->request_stop( $waiting->conversation ) );
		$this->assertSame( 'stopped', $this->row( 'turns', 'id', $waiting->turn->id )['state'] );
		$this->assertFalse( $this->answers->request_stop( $waiting->conversation ) );

		$running = $this->asked( 'Running' );
		$lease   = $this->answers->begin( $running->turn->id );
		$this->assertNotNull( $lease );
		$this->assertTrue( $this->answers->request_stop( $running->conversation ) );
		$this->assertFalse( $this->answers->write( $lease, Parts::text_only( 'More' ), true ), 'Nothing is added any more.' );
		$this->assertTrue( $this->answers->interrupt( $lease, Parts::text_only( 'Some' ), TurnState::Stopped ), 'What was written stays.' );
	}

	public function test_an_answer_without_readers_is_wanted_for_a_while_and_can_be_extended(): void {
		$lease = $this->answers->begin( $this->asked( 'Hello' )->turn->id );
		$this->assertNotNull( $lease );
		$this->assertTrue( $this->answers->tick( $lease, false ) );
		$this->database()->execute( 'UPDATE %i SET wanted_until = %s', $this->database()->table( 'turns' ), '2020-01-01 00:00:00' );
		$this->assertTrue( $this->answers->tick( $lease, true ), 'A reader who is there wants it.' );
		$this->assertFalse( $this->answers->tick( $lease, false ) );
		$this->answers->extend_wanted( $lease->turn->id );
		$this->assertTrue( $this->answers->tick( $lease, false ) );
	}

	public function test_an_approval_survives_the_death_of_its_worker(): void {
		$lease = $this->asking();
		$given = $this->answers->resume_after_approval(
			$lease->turn,
			'approval-0123456789',
			true,
			[ 'summary' => 'Mine', 'reason' => 'asked' ],
		);
		$this->assertNotNull( $given );
		$this->assertTrue( $this->answers->write( $given, $given->answer->parts->with_text( 'Half a sen' ), true ) );
		$this->let_leases_run_out();
		$next = $this->answers->begin( $given->turn->id );
		$this->assertNotNull( $next );
		$this->assertSame(
			[ 'Shall I?', Parts::TOOL_APPROVED ],
			[ $next->answer->parts->text(), $next->answer->parts->tools()[0]['state'] ],
			'The half sentence behind it is begun anew.',
		);
		$this->assertSame( 'Mine', $next->answer->parts->tools()[0]['input']['summary'] );
	}

	public function test_an_approval_works_once_in_time_and_not_after_a_takeover(): void {
		$lease = $this->asking();
		$take  = fn() => $this->answers->resume_after_approval( $lease->turn, 'approval-0123456789', true, [] );
		$this->database()->execute( 'UPDATE %i SET approval_until = %s', $this->database()->table( 'turns' ), '2020-01-01 00:00:00' );
		$this->assertNull( $take() );
		$this->database()->execute(
			'UPDATE %i SET approval_until = %s',
			$this->database()->table( 'turns' ),
			gmdate( 'Y-m-d H:i:s', time() + 60 ),
		);
		$this->assertNull( $this->answers->resume_after_approval( $lease->turn, 'another', true, [] ) );
		$this->assertNotNull( $take() );
		$this->assertNull( $take() );
	}

	public function test_a_takeover_withdraws_an_open_approval(): void {
		$lease = $this->asking();
		$this->plugin->services->get( AgentService::class )->take_over( $lease->conversation->id, 1 );
		$this->assertNull( $this->answers->resume_after_approval( $lease->turn, 'approval-0123456789', true, [] ) );
		$this->assertSame(
			Parts::TOOL_DENIED,
			$this->plugin->services->get( MessageRepository::class )->by_id( $lease->answer->id )?->parts->tools()[0]['state'],
		);
		$this->assertNull( $this->answers->begin( $lease->turn->id ) );
	}

	public function test_the_recovery_ends_abandoned_turns(): void {
		$this->settings( [ 'turns_at_once' => 5 ] );
		$people = array_map(
			static fn(): Visitor => new Visitor( null, Ids::random(), Ids::random(), time(), time() + 3600, null ),
			range( 1, 4 ),
		);
		$this->asked( 'Never begun', $people[0] );
		$stopped = $this->asked( 'Stopped while its worker died', $people[1] );
		$this->answers->begin( $stopped->turn->id );
		$this->answers->request_stop( $stopped->conversation );
		$this->answers->begin( $this->asked( 'Its worker died', $people[2] )->turn->id );
		$this->asking( $people[3] );
		$this->let_leases_run_out();
		$this->database()->execute(
			'UPDATE %i SET approval_until = %s WHERE approval_id IS NOT NULL',
			$this->database()->table( 'turns' ),
			'2020-01-01 00:00:00',
		);
		$this->work();
		$this->assertSame(
			[ 'done', 'stopped', 'done', 'stopped' ],
			array_column( $this->database()->rows( 'SELECT state FROM %i ORDER BY id', $this->database()->table( 'turns' ) ), 'state' ),
		);
		$this->assertSame(
			0,
			(int) $this->database()->value( 'SELECT COUNT(*) FROM %i WHERE generation = %s', $this->database()->table( 'messages' ), 'streaming' ),
		);
	}

	public function test_the_recovery_leaves_turns_of_living_workers_alone(): void {
		$turn = $this->asked( 'Hello' )->turn->id;
		$this->answers->begin( $turn );
		$this->answers->give_up( $turn, TurnState::Failed );
		$this->assertSame( 'running', $this->row( 'turns', 'id', $turn )['state'] );
	}

	public function test_ids_that_differ_in_case_only_are_two_messages(): void {
		$this->asked( 'One', $this->ann, 'abcdefghijklmnop' );
		$known = $this->plugin->services->get( VisitorRepository::class )->known( $this->ann ) ?? $this->ann;
		$this->assertTrue( $this->asked( 'Two', $known, 'ABCDEFGHIJKLMNOP' )->is_new );
		$this->assertFalse( $this->asked( 'One', $known, 'abcdefghijklmnop' )->is_new );
	}

	private function asked( string $text, ?Visitor $who = null, ?string $id = null ): ReceivedMessage {
		return $this->plugin->services->get( ConversationService::class )
			->receive( $who ?? $this->ann, new IncomingMessage( null, $id ?? Ids::random(), $text, 'en_US' ) );
	}

	private function asking( ?Visitor $who = null ): \Aaia\Chatbot\Conversations\Lease {
		$lease = $this->answers->begin( $this->asked( 'A person, please', $who )->turn->id );
		$this->assertNotNull( $lease );
		$parts = Parts::text_only( 'Shall I?' )->with( [
			'type' => 'tool',
			'call' => 'c1',
			'name' => 'send_support_email',
			'input' => [ 'summary' => 'Theirs', 'reason' => 'asked' ],
			'state' => Parts::TOOL_ASKING,
			'approval' => 'approval-0123456789',
			'output' => null,
			'error' => null,
		] );
		$this->assertTrue( $this->answers->ask_approval( $lease, $parts, 'approval-0123456789' ) );
		return $lease;
	}

	private function let_leases_run_out(): void {
		$past = gmdate( 'Y-m-d H:i:s', time() - 120 );
		$this->database()->execute( 'UPDATE %i SET lease_until = %s, created_at = %s', $this->database()->table( 'turns' ), $past, $past );
	}
}
