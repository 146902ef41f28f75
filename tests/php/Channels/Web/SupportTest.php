<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\ToolCallRequested;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestVisitor;

final class SupportTest extends ChatTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->settings( [ 'tools_enabled' => true, 'support_email' => 'team@example.com' ] );
	}

	public function test_the_button_asks_for_a_person_once_and_one_mail_goes_out(): void {
		$visitor = $this->visitor();
		$id      = Ids::random();
		$first   = $visitor->asks( 'POST', "/chat/$id/handover", [ 'message' => 'My boiler leaks', 'email' => 'ann@example.org', 'name' => "Ann\r\nBcc: x@example.com" ] );
		$again   = $visitor->asks( 'POST', "/chat/$id/handover", [ 'message' => 'Please hurry' ] );
		$this->assertSame( [ 202, 202 ], [ $first->get_status(), $again->get_status() ] );
		$this->assertSame( [ 'pending', true, 'saved' ], array_values( array_intersect_key( $first->get_data()['conversation'], [ 'status' => 1, 'person_requested' => 1, 'alert' => 1 ] ) ) );
		$this->assertSame( 1, $this->count_rows( 'support_requests' ) );
		$this->assertSame( 2, $this->count_rows( 'messages' ) );
		$this->work();
		$mails = $this->mailbox->mails();
		$this->assertCount( 1, $mails );
		$this->assertSame( [ 'team@example.com' ], $mails[0]['to'] );
		$this->assertSame( 'sent', $visitor->asks( 'GET', "/chat/$id/messages" )->get_data()['conversation']['alert'] );
	}

	public function test_the_built_in_assistant_asks_before_it_sends_and_goes_on_in_the_same_message(): void {
		$visitor = $this->visitor();
		$chunks  = $visitor->hears( 'I want to talk to a human please' );
		$types   = array_column( $chunks, 'type' );
		$this->assertContains( 'tool-approval-request', $types );
		$this->assertSame( 'send_support_email', $chunks[ array_search( 'tool-input-available', $types, true ) ]['toolName'] );
		$this->assertNotSame( [], $chunks[ array_search( 'tool-input-available', $types, true ) ]['input']['kinds'] );
		$this->assertSame( 0, $this->count_rows( 'support_requests' ) );
		$start    = $chunks[0]['messageMetadata'];
		$approval = $chunks[ array_search( 'tool-approval-request', $types, true ) ]['approvalId'];
		$send     = fn() => TestVisitor::chunks( $visitor->asks( 'POST', '/chat', [ 'id' => $start['conversation'], 'approval' => [ 'approvalId' => $approval, 'approved' => true, 'input' => [ 'summary' => 'My own words', 'email' => 'ann@example.org' ] ] ], [ 'Accept' => 'text/event-stream' ] ) );
		$after    = $send();
		$types    = array_column( $after, 'type' );
		$this->assertSame( [ 'start', 'tool-input-available', 'tool-output-available', 'start-step', 'text-start' ], array_slice( $types, 0, 5 ) );
		$this->assertSame( $start['message'], $after[0]['messageId'] );
		$this->assertContains( 'data-conversation', $types );
		$request = $this->row( 'support_requests', 'origin', 'tool' );
		$this->assertSame( [ 'My own words', 'ann@example.org', 'asked' ], [ $request['summary'], $request['email'], $request['reason'] ] );
		$this->assertSame( implode( '', array_column( $after, 'delta' ) ), implode( '', array_column( $send(), 'delta' ) ), 'Repeating it replays the result.' );
		$this->assertSame( 1, $this->count_rows( 'support_requests' ) );
		$this->work();
		$this->assertCount( 1, $this->mailbox->mails() );
	}

	public function test_declining_sends_nothing(): void {
		$visitor = $this->visitor();
		$chunks  = $visitor->hears( 'Can I speak to a human?' );
		$answer  = $visitor->asks( 'POST', '/chat', [ 'id' => $chunks[0]['messageMetadata']['conversation'], 'approval' => [ 'approvalId' => array_column( $chunks, 'approvalId' )[0], 'approved' => false ] ] );
		$this->assertSame( 200, $answer->get_status() );
		$tool = array_values( array_filter( $answer->get_data()['parts'], static fn( array $part ): bool => 'tool-send_support_email' === $part['type'] ) )[0];
		$this->assertSame( 'output-denied', $tool['state'] );
		$this->assertSame( 0, $this->count_rows( 'support_requests' ) );
		$this->assertContains( 'support.declined', $this->events() );
	}

	public function test_a_newer_message_withdraws_the_question(): void {
		$visitor = $this->visitor();
		$chunks  = $visitor->hears( 'I want to talk to a human please' );
		$id      = $chunks[0]['messageMetadata']['conversation'];
		$visitor->says( 'When are you open?', $id );
		$answer = $visitor->asks( 'POST', '/chat', [ 'id' => $id, 'approval' => [ 'approvalId' => array_column( $chunks, 'approvalId' )[0], 'approved' => true ] ] );
		$this->assertSame( [ 409, 'aaia_approval_expired' ], [ $answer->get_status(), $answer->get_data()['code'] ] );
		$this->assertSame( 0, $this->count_rows( 'support_requests' ) );
	}

	public function test_an_approval_that_is_too_old_or_made_up_does_nothing(): void {
		$visitor = $this->visitor();
		$chunks  = $visitor->hears( 'I want to talk to a human please' );
		$id      = $chunks[0]['messageMetadata']['conversation'];
		$decide  = fn( string $approval ): int => $visitor->asks( 'POST', '/chat', [ 'id' => $id, 'approval' => [ 'approvalId' => $approval, 'approved' => true ] ] )->get_status();
		$this->assertSame( 404, $decide( Ids::random() ) );
		$this->database()->execute( 'UPDATE %i SET approval_until = %s', $this->database()->table( 'turns' ), gmdate( 'Y-m-d H:i:s', time() - 60 ) );
		$this->assertSame( 409, $decide( array_column( $chunks, 'approvalId' )[0] ) );
		$this->assertSame( 0, $this->count_rows( 'support_requests' ) );
	}

	public function test_automatic_sending_needs_the_owners_choice_and_is_told_to_the_visitor(): void {
		$this->settings( [ 'support_approval' => 'automatic' ] );
		$chunks = $this->visitor()->hears( 'I want to talk to a human please' );
		$types  = array_column( $chunks, 'type' );
		$this->assertNotContains( 'tool-approval-request', $types );
		$this->assertContains( 'tool-output-available', $types );
		$this->assertSame( 1, $this->count_rows( 'support_requests' ) );
	}

	public function test_with_tools_off_a_model_cannot_call_the_tool(): void {
		$this->settings( [ 'tools_enabled' => false ] );
		$model = $this->model(
			static fn( ChatRequest $request ): array => [ new ToolCallRequested( 'c1', 'send_support_email', [ 'summary' => 'x', 'reason' => 'asked' ] ) ],
			static fn( ChatRequest $request ): array => [ new TextDelta( 'Sorry.' ) ]
		);
		$this->visitor()->says( 'A person!' );
		$this->assertSame( [], $model->asked[0]->tools );
		$this->assertSame( 0, $this->count_rows( 'support_requests' ) );
	}

	public function test_a_model_cannot_choose_recipients_or_invent_reasons(): void {
		$model = $this->model(
			static fn(): array => [ new ToolCallRequested( 'c1', 'send_support_email', [ 'summary' => 'x', 'reason' => 'asked', 'to' => 'evil@example.com' ] ) ],
			static fn(): array => [ new ToolCallRequested( 'c2', 'send_support_email', [ 'summary' => 'x', 'reason' => 'greed' ] ) ],
			static fn(): array => [ new ToolCallRequested( 'c3', 'send_support_email', null, '{broken' ) ],
			static fn(): array => [ new TextDelta( 'I could not.' ) ]
		);
		$answer = $this->visitor()->says( 'Hello' )->get_data();
		$this->assertCount( 4, $model->asked );
		$this->assertStringContainsString( 'failed', $model->asked[3]->exchanges[2]->result );
		$this->assertSame( 0, $this->count_rows( 'support_requests' ) );
		$this->assertSame( 'I could not.', end( $answer['parts'] )['text'] );
	}

	public function test_while_a_person_is_told_the_assistant_answers_on_and_offers_no_second_request(): void {
		$visitor = $this->visitor();
		$id      = Ids::random();
		$visitor->asks( 'POST', "/chat/$id/handover", [ 'message' => 'Help' ] );
		$chunks = $visitor->hears( 'I want to talk to a human please', $id );
		$this->assertNotContains( 'tool-approval-request', array_column( $chunks, 'type' ) );
		$this->assertNotSame( '', implode( '', array_column( $chunks, 'delta' ) ) );
		$this->assertSame( 'pending', $this->row( 'conversations', 'public_id', $id )['status'] );
	}

	public function test_a_takeover_silences_the_assistant_in_the_middle_of_its_answer(): void {
		$agent = $this->user( 'administrator' );
		$this->model(
			function () use ( $agent ): iterable {
				yield new TextDelta( 'The assistant begins' );
				$this->plugin->desk()->desk->take_over( (int) $this->row( 'conversations', 'channel', 'web' )['id'], $agent->ID );
				usleep( 350_000 );
				yield new TextDelta( ' and goes on' );
				yield new TextDelta( ' and on.' );
			}
		);
		$answer = $this->visitor()->says( 'Hello' )->get_data();
		$stored = $this->row( 'messages', 'author_type', 'assistant' );
		$this->assertSame( 'interrupted', $stored['generation'] );
		$this->assertStringNotContainsString( 'on.', (string) $stored['text'] );
		$this->assertSame( 'interrupted', $answer['metadata']['generation'] );
	}

	public function test_a_mailer_that_is_down_delays_the_alert_and_loses_nothing(): void {
		$this->mailbox->refuse_everything( 'Mailbox full' );
		$visitor = $this->visitor();
		$id      = Ids::random();
		$visitor->asks( 'POST', "/chat/$id/handover", [ 'message' => 'My boiler leaks' ] );
		$this->work();
		$this->assertSame( 'delayed', $visitor->asks( 'GET', "/chat/$id/messages" )->get_data()['conversation']['alert'] );
		$this->mailbox->accept_again();
		$this->database()->execute( 'UPDATE %i SET run_at = %s', $this->database()->table( 'jobs' ), gmdate( 'Y-m-d H:i:s', time() - 1 ) );
		$this->database()->execute( 'UPDATE %i SET next_attempt_at = %s', $this->database()->table( 'deliveries' ), gmdate( 'Y-m-d H:i:s', time() - 1 ) );
		$this->work();
		$this->assertCount( 1, $this->mailbox->mails() );
		$this->assertSame( 'sent', $visitor->asks( 'GET', "/chat/$id/messages" )->get_data()['conversation']['alert'] );
	}
}
