<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\ToolCallRequested;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestVisitor;
use PHPUnit\Framework\Attributes\DataProvider;

final class SupportTest extends ChatTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->settings( [ 'tools_enabled' => true, 'support_email' => 'team@example.com' ] );
	}

	public function test_the_button_asks_for_a_person_once_and_one_mail_goes_out(): void {
		$visitor = $this->visitor();
		$id      = Ids::random();
		$first   = $visitor->asks(
			'POST',
			"/chat/$id/handover",
			[ 'message' => 'My boiler leaks', 'email' => 'ann@example.org', 'name' => "Ann\r\nBcc: x@example.com" ],
		);
		$again   = $visitor->asks( 'POST', "/chat/$id/handover", [ 'message' => 'Please hurry' ] );
		$this->assertSame( [ 202, 202 ], [ $first->get_status(), $again->get_status() ] );
		$this->assertSame(
			[ 'pending', true, 'saved' ],
			array_values( array_intersect_key( $first->get_data()['conversation'], [ 'status' => 1, 'person_requested' => 1, 'alert' => 1 ] ) ),
		);
		$this->assertSame( 1, $this->count_rows( 'support_requests' ) );
		$this->assertSame( 2, $this->count_rows( 'messages' ) );
		$this->work();
		$mails = $this->mailbox->mails();
		$this->assertCount( 1, $mails );
		$this->assertSame( [ 'team@example.com' ], $mails[0]['to'] );
		$this->assertSame( 'sent', $visitor->asks( 'GET', "/chat/$id/messages" )->get_data()['conversation']['alert'] );
	}

	public function test_a_request_by_the_button_answers_the_open_question_whether_to_send_one(): void {
		$visitor = $this->visitor();
		$id      = $visitor->hears( 'I want to talk to a human please' )[0]['messageMetadata']['conversation'];
		$tool    = function () use ( $visitor, $id ): array {
			$parts = array_merge( ...array_column( $visitor->asks( 'GET', "/chat/$id/messages" )->get_data()['items'], 'parts' ) );
			return current( array_filter( $parts, static fn( array $part ): bool => 'tool-send_support_email' === $part['type'] ) );
		};
		$this->assertSame( 'approval-requested', $tool()['state'] );
		$visitor->asks( 'POST', "/chat/$id/handover", [ 'message' => 'My boiler leaks' ] );
		$this->assertSame( 'output-available', $tool()['state'], 'Not "was not sent": it was.' );
		$this->assertSame( 1, $this->count_rows( 'support_requests' ) );
	}

	public function test_a_request_sent_again_because_its_answer_was_lost_is_one_message_and_one_request(): void {
		$visitor = $this->visitor();
		$id      = Ids::random();
		$body    = [ 'id' => Ids::random(), 'message' => 'My boiler leaks' ];
		$first   = $visitor->asks( 'POST', "/chat/$id/handover", $body );
		$before  = $this->events();
		$again   = $visitor->asks( 'POST', "/chat/$id/handover", $body );
		$this->assertSame( 202, $again->get_status() );
		$this->assertSame( $first->get_data()['message'], $again->get_data()['message'] );
		$this->assertSame( $body['id'], $again->get_data()['message']['metadata']['client_id'] );
		$this->assertSame( $before, $this->events() );

		$this->plugin->services->get( AgentService::class )
			->set_status( (int) $this->row( 'conversations', 'public_id', $id )['id'], Status::Resolved );
		$late = $visitor->asks( 'POST', "/chat/$id/handover", [ 'email' => 'ann@example.org' ] + $body );
		$this->assertSame(
			[ 1, 1, 'resolved' ],
			[ $this->count_rows( 'messages' ), $this->count_rows( 'support_requests' ), $late->get_data()['conversation']['status'] ],
		);
		$this->assertSame(
			'ann@example.org',
			$this->row( 'support_requests', 'origin', 'button' )['email'],
			'What was added to the form is kept.',
		);

		$visitor->asks( 'POST', "/chat/$id/handover", [ 'id' => Ids::random() ] + $body );
		$this->assertSame(
			[ 2, 2 ],
			[ $this->count_rows( 'messages' ), $this->count_rows( 'support_requests' ) ],
			'Another id is another request.',
		);
		$other = $this->visitor()->asks( 'POST', '/chat/' . Ids::random() . '/handover', $body );
		$this->assertNotSame( $first->get_data()['message']['id'], $other->get_data()['message']['id'], 'Somebody else’s id is another.' );
		$this->assertSame( 400, $visitor->asks( 'POST', "/chat/$id/handover", [ 'id' => 'short' ] + $body )->get_status() );
	}

	public function test_no_language_is_switched_while_a_conversation_is_locked(): void {
		$this->settings( [ 'office_hours' => [ '1-7 00:00-24:00' ], 'acknowledge_mail' => true ] );
		$page     = [ 'page' => [ 'locale' => 'fr_FR', 'url' => 'https://site.test/', 'title' => 'Accueil' ] ];
		$visitor  = $this->visitor();
		$id       = $visitor->asks( 'POST', '/chat', TestVisitor::message( 'Bonjour' ) + $page )->get_data()['metadata']['conversation'];
		$open     = false;
		$switched = [];
		add_filter( 'query', static function ( string $query ) use ( &$open ): string {
			$open = match ( strtoupper( trim( $query ) ) ) {
				'START TRANSACTION'  => true,
				'COMMIT', 'ROLLBACK' => false,
				default              => $open,
			};
			return $query;
		}, 1 );
		add_action( 'change_locale', static function ( string $locale ) use ( &$open, &$switched ): void {
			$switched[] = [ $locale, $open ];
		} );
		foreach ( [ $id, Ids::random() ] as $conversation ) {
			foreach ( [ [], [ 'email' => 'ann@example.org' ] ] as $details ) {
				$answer = $visitor->asks( 'POST', "/chat/$conversation/handover", [ 'message' => 'Au secours' ] + $page + $details );
				$this->assertSame( 202, $answer->get_status() );
			}
		}
		$this->assertContains( [ 'fr_FR', false ], $switched );
		$this->assertNotContains( true, array_column( $switched, 1 ) );
		$told = array_column(
			$this->database()->rows( 'SELECT text FROM %i WHERE author_type = %s', $this->database()->table( 'messages' ), 'system' ),
			'text',
		);
		$this->assertStringContainsString( 'Nous sommes', implode( "\n", $told ) );
	}

	public function test_the_built_in_assistant_asks_for_approval_and_continues_in_the_same_message(): void {
		$visitor = $this->visitor();
		$chunks  = $visitor->hears( 'I want to talk to a human please' );
		$types   = array_column( $chunks, 'type' );
		$this->assertContains( 'tool-approval-request', $types );
		$this->assertSame( 'send_support_email', $chunks[ array_search( 'tool-input-available', $types, true ) ]['toolName'] );
		$this->assertNotSame( [], $chunks[ array_search( 'tool-input-available', $types, true ) ]['input']['kinds'] );
		$this->assertSame( 0, $this->count_rows( 'support_requests' ) );
		$start    = $chunks[0]['messageMetadata'];
		$approval = $chunks[ array_search( 'tool-approval-request', $types, true ) ]['approvalId'];
		$send     = fn() => TestVisitor::chunks( $visitor->asks(
			'POST',
			'/chat',
			[
				'id' => $start['conversation'],
				'approval' => [
					'approvalId' => $approval,
					'approved' => true,
					'input' => [ 'summary' => 'My own words', 'email' => 'ann@example.org' ],
				],
			],
			[ 'Accept' => 'text/event-stream' ],
		) );
		$after    = $send();
		$types    = array_column( $after, 'type' );
		$this->assertSame(
			[ 'start', 'tool-input-available', 'tool-output-available', 'start-step', 'text-start' ],
			array_slice( $types, 0, 5 ),
		);
		$this->assertSame( $start['message'], $after[0]['messageId'] );
		$this->assertContains( 'data-conversation', $types );
		$request = $this->row( 'support_requests', 'origin', 'tool' );
		$this->assertSame( [ 'My own words', 'ann@example.org', 'asked' ], [ $request['summary'], $request['email'], $request['reason'] ] );
		$this->assertSame(
			implode( '', array_column( $after, 'delta' ) ),
			implode( '', array_column( $send(), 'delta' ) ),
			'Repeating it replays the result.',
		);
		$this->assertSame( 1, $this->count_rows( 'support_requests' ) );
		$this->work();
		$this->assertCount( 1, $this->mailbox->mails() );
	}

	/** @return array<string, array{?array<string, ?string>, ?string}> */
	public static function replies(): array {
		return [
			'no input at all'          => [ null, null ],
			'no key for the address'   => [ [ 'summary' => 'My own words' ], null ],
			'the address deleted'      => [ [ 'summary' => 'My own words', 'email' => '' ], null ],
			'null for the address'     => [ [ 'summary' => 'My own words', 'email' => null ], null ],
			'another address'          => [ [ 'email' => 'bob@example.org' ], 'bob@example.org' ],
		];
	}

	/** @param ?array<string, ?string> $input */
	#[DataProvider( 'replies' )]
	public function test_an_address_is_used_only_when_it_comes_with_the_visitors_reply( ?array $input, ?string $kept ): void {
		$asks = self::calling( [ 'email' => 'ann@example.org' ] );
		$this->model( $asks, self::done( ... ), $asks, self::done( ... ) );
		foreach ( [ 'application/json', 'text/event-stream' ] as $form ) {
			$visitor = $this->visitor();
			$chunks  = $visitor->hears( 'I am ann@example.org, get me a person' );
			$asked   = $chunks[ array_search( 'tool-input-available', array_column( $chunks, 'type' ), true ) ]['input'];
			$this->assertSame( 'ann@example.org', $asked['email'] ?? null, 'What the visitor typed is suggested.' );
			$approval = [ 'approvalId' => array_column( $chunks, 'approvalId' )[0], 'approved' => true ]
				+ ( null === $input ? [] : [ 'input' => $input ] );
			$answer   = $visitor->asks(
				'POST',
				'/chat',
				[ 'id' => $chunks[0]['messageMetadata']['conversation'], 'approval' => $approval ],
				[ 'Accept' => $form ],
			);
			if ( 'text/event-stream' === $form ) {
				TestVisitor::chunks( $answer );
			}
			$this->assertSame( 200, $answer->get_status(), (string) wp_json_encode( $answer->get_data() ) );
		}
		$this->assertSame( [ $kept, $kept ], $this->addresses() );
		$this->work();
		foreach ( $this->mailbox->mails() as $mail ) {
			$this->assertSame( null !== $kept, str_contains( $mail['headers'], "\nReply-To: $kept" ) );
			$this->assertSame( null !== $kept, str_contains( $mail['text'], 'E-mail:' ) );
		}
	}

	public function test_an_address_that_a_model_or_a_document_chose_is_neither_suggested_nor_stored(): void {
		$this->model( self::calling( [ 'email' => 'trap@evil.test' ] ), self::done( ... ) );
		$chunks = $this->visitor()->hears( 'Get me a person. I am nottrap@evil.test and trap@evil.test.example' );
		$asked  = $chunks[ array_search( 'tool-input-available', array_column( $chunks, 'type' ), true ) ]['input'];
		$this->assertArrayNotHasKey( 'email', $asked );
		$stored = $this->row( 'messages', 'author_type', 'assistant' );
		$this->assertStringNotContainsString( 'trap@evil.test', (string) $stored['parts'] );
	}

	public function test_sent_automatically_only_an_address_that_the_visitor_typed_counts_and_a_second_call_adds_none(): void {
		$this->settings( [ 'support_approval' => 'automatic' ] );
		$turn = [
			self::calling( [ 'email' => 'ann@example.org' ] ),
			static fn(): array => [
				new ToolCallRequested( 'c2', 'send_support_email', [ 'summary' => 'Again', 'reason' => 'contact', 'email' => 'ann@example.org' ] ),
				new ToolCallRequested( 'c3', 'send_support_email', [ 'summary' => 'Again', 'reason' => 'contact', 'email' => 'trap@evil.test' ] ),
			],
			self::done( ... ),
		];
		$this->model( ...$turn, ...$turn, ...$turn );
		foreach ( [
			'Get me a person' => null,
			'Get me a person, I am ANN@example.org.' => 'ann@example.org',
			'I am joann@example.org' => null,
		] as $words => $kept ) {
			$this->visitor()->says( $words );
			$found[] = $kept;
		}
		$this->assertSame( $found, $this->addresses() );
		$this->work();
		$this->assertCount( 3, $this->mailbox->mails() );
		$this->assertSame(
			[ false, true, false ],
			array_map( static fn( array $mail ): bool => str_contains( $mail['headers'], 'Reply-To: ann@example.org' ), $this->mailbox->mails() ),
		);
	}

	public function test_a_later_tool_call_adds_no_address_to_a_request_without_one(): void {
		$this->settings( [ 'support_approval' => 'automatic' ] );
		$this->model(
			self::calling( [] ),
			self::calling( [ 'email' => 'ann@example.org' ] ),
			self::done( ... )
		);
		$this->visitor()->says( 'I am ann@example.org, get me a person' );
		$this->assertSame( [ null ], $this->addresses() );
	}

	public function test_requests_above_a_cap_are_stored_announced_so_and_sent_in_one_mail(): void {
		$visitor = $this->visitor();
		foreach ( range( 1, 8 ) as $number ) {
			$id        = Ids::random();
			$answer    = $visitor->asks( 'POST', "/chat/$id/handover", [ 'message' => "Request $number" ] );
			$notices[] = $answer->get_data()['notice'] ?? (string) $answer->get_status();
		}
		$this->assertSame( [ 5, 3 ], array_values( array_count_values( $notices ) ) );
		$this->assertStringContainsString( 'together with others', $notices[7] );
		$this->assertSame( 8, $this->count_rows( 'support_requests' ), 'No request is lost.' );
		$this->assertSame(
			[ 'pending', 'Request 8' ],
			array_values( array_intersect_key( $this->row( 'conversations', 'public_id', $id ), [ 'status' => 1, 'preview' => 1 ] ) ),
		);
		$this->work();
		$this->assertCount( 5, $this->mailbox->mails() );
		$this->database()->execute( 'UPDATE %i SET run_at = %s', $this->database()->table( 'jobs' ), gmdate( 'Y-m-d H:i:s', time() - 1 ) );
		$this->database()->execute(
			'UPDATE %i SET next_attempt_at = %s WHERE purpose = %s',
			$this->database()->table( 'deliveries' ),
			gmdate( 'Y-m-d H:i:s', time() - 1 ),
			'bundle',
		);
		$this->work();
		$this->assertCount( 6, $this->mailbox->mails() );
		foreach ( [ 'Request 6', 'Request 7', 'Request 8', $id ] as $part ) {
			$this->assertStringContainsString( $part, $this->mailbox->mails()[5]['text'] );
		}
		$this->assertSame( 'sent', $visitor->asks( 'GET', "/chat/$id/messages" )->get_data()['conversation']['alert'] );
	}

	public function test_the_tool_is_capped_like_the_button(): void {
		$this->settings( [ 'support_approval' => 'automatic' ] );
		$visitor = $this->visitor();
		$model   = $this->model( ...array_merge( ...array_fill( 0, 7, [ self::calling( [] ), self::done( ... ) ] ) ) );
		foreach ( range( 1, 7 ) as $number ) {
			$answer = $visitor->says( "Person please, number $number" )->get_data();
			$tool   = array_values( array_filter(
				$answer['parts'],
				static fn( array $part ): bool => 'tool-send_support_email' === $part['type'],
			) )[0];
			$states[] = $tool['output']->state ?? $tool['output']['state'];
		}
		$this->assertSame( [ 'saved' => 5, 'collected' => 2 ], array_count_values( $states ) );
		$this->assertStringContainsString(
			'collected',
			$model->asked[13]->exchanges[0]->result,
			'The model is told, so that it does not promise more.',
		);
		$this->work();
		$this->assertCount( 5, $this->mailbox->mails() );
	}

	/**
	 * A model that calls the tool.
	 *
	 * @param array<string, string> $input
	 */
	private static function calling( array $input ): \Closure {
		return static fn(): array => [ new ToolCallRequested(
			'c1',
			'send_support_email',
			$input + [ 'summary' => 'Help', 'reason' => 'contact' ],
		) ];
	}

	/** @return list<TextDelta> */
	private static function done(): array {
		return [ new TextDelta( 'Done.' ) ];
	}

	/** @return list<?string> Addresses of all requests, oldest first. */
	private function addresses(): array {
		return array_column(
			$this->database()->rows( 'SELECT email FROM %i ORDER BY id', $this->database()->table( 'support_requests' ) ),
			'email',
		);
	}

	public function test_declining_sends_nothing(): void {
		$visitor = $this->visitor();
		$chunks  = $visitor->hears( 'Can I speak to a human?' );
		$answer  = $visitor->asks(
			'POST',
			'/chat',
			[
				'id' => $chunks[0]['messageMetadata']['conversation'],
				'approval' => [ 'approvalId' => array_column( $chunks, 'approvalId' )[0], 'approved' => false ],
			],
		);
		$this->assertSame( 200, $answer->get_status() );
		$tool = array_values( array_filter(
			$answer->get_data()['parts'],
			static fn( array $part ): bool => 'tool-send_support_email' === $part['type'],
		) )[0];
		$this->assertSame( 'output-denied', $tool['state'] );
		$this->assertSame( 0, $this->count_rows( 'support_requests' ) );
		$this->assertContains( 'support.declined', $this->events() );
	}

	public function test_a_newer_message_withdraws_an_open_approval(): void {
		$visitor = $this->visitor();
		$chunks  = $visitor->hears( 'I want to talk to a human please' );
		$id      = $chunks[0]['messageMetadata']['conversation'];
		$visitor->says( 'When are you open?', $id );
		$answer = $visitor->asks(
			'POST',
			'/chat',
			[ 'id' => $id, 'approval' => [ 'approvalId' => array_column( $chunks, 'approvalId' )[0], 'approved' => true ] ],
		);
		$this->assertSame( [ 409, 'aaia_approval_expired' ], [ $answer->get_status(), $answer->get_data()['code'] ] );
		$this->assertSame( 0, $this->count_rows( 'support_requests' ) );
	}

	public function test_an_expired_or_invented_approval_does_nothing(): void {
		$visitor = $this->visitor();
		$chunks  = $visitor->hears( 'I want to talk to a human please' );
		$id      = $chunks[0]['messageMetadata']['conversation'];
		$decide  = fn( string $approval ): int => $visitor
			->asks( 'POST', '/chat', [ 'id' => $id, 'approval' => [ 'approvalId' => $approval, 'approved' => true ] ] )
			->get_status();
		$this->assertSame( 404, $decide( Ids::random() ) );
		$this->database()->execute(
			'UPDATE %i SET approval_until = %s',
			$this->database()->table( 'turns' ),
			gmdate( 'Y-m-d H:i:s', time() - 60 ),
		);
		$this->assertSame( 409, $decide( array_column( $chunks, 'approvalId' )[0] ) );
		$this->assertSame( 0, $this->count_rows( 'support_requests' ) );
	}

	public function test_automatic_sending_needs_the_owners_setting_and_the_visitor_is_informed(): void {
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
			static fn( ChatRequest $request ): array => [ new ToolCallRequested(
				'c1',
				'send_support_email',
				[ 'summary' => 'x', 'reason' => 'asked' ],
			) ],
			static fn( ChatRequest $request ): array => [ new TextDelta( 'Sorry.' ) ]
		);
		$this->visitor()->says( 'A person!' );
		$this->assertSame( [], $model->asked[0]->tools );
		$this->assertSame( 0, $this->count_rows( 'support_requests' ) );
	}

	public function test_a_model_cannot_choose_recipients_or_invent_reasons(): void {
		$model = $this->model(
			static fn(): array => [ new ToolCallRequested(
				'c1',
				'send_support_email',
				[ 'summary' => 'x', 'reason' => 'asked', 'to' => 'evil@example.com' ],
			) ],
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

	public function test_after_a_request_the_assistant_still_answers_and_offers_no_second_request(): void {
		$visitor = $this->visitor();
		$id      = Ids::random();
		$visitor->asks( 'POST', "/chat/$id/handover", [ 'message' => 'Help' ] );
		$chunks = $visitor->hears( 'I want to talk to a human please', $id );
		$this->assertNotContains( 'tool-approval-request', array_column( $chunks, 'type' ) );
		$this->assertNotSame( '', implode( '', array_column( $chunks, 'delta' ) ) );
		$this->assertSame( 'pending', $this->row( 'conversations', 'public_id', $id )['status'] );
	}

	public function test_a_takeover_stops_the_assistant_in_the_middle_of_its_answer(): void {
		$agent = $this->user( 'administrator' );
		$this->model(
			function () use ( $agent ): iterable {
				yield new TextDelta( 'The assistant begins' );
				$this->plugin->services->get( AgentService::class )
					->take_over( (int) $this->row( 'conversations', 'channel', 'web' )['id'], $agent->ID );
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
		$this->database()->execute(
			'UPDATE %i SET next_attempt_at = %s',
			$this->database()->table( 'deliveries' ),
			gmdate( 'Y-m-d H:i:s', time() - 1 ),
		);
		$this->work();
		$this->assertCount( 1, $this->mailbox->mails() );
		$this->assertSame( 'sent', $visitor->asks( 'GET', "/chat/$id/messages" )->get_data()['conversation']['alert'] );
	}
}
