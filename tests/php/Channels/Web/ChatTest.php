<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Channels\Web\PublicName;
use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Llm\Finished;
use Aaia\Chatbot\Llm\FinishReason;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\ToolCallRequested;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\ChatTestCase;

final class ChatTest extends ChatTestCase {

	public function test_nothing_is_written_before_the_first_message(): void {
		$this->visitor();
		$this->assertSame( 0, $this->count_rows( 'visitors' ) + $this->count_rows( 'sessions' ) + $this->count_rows( 'conversations' ) );
	}

	public function test_an_answer_streams_in_the_order_of_the_protocol(): void {
		$this->model( static fn(): array => [ new TextDelta( 'Good ' ), new TextDelta( 'day.' ), new Finished( FinishReason::Stop ) ] );
		$chunks = $this->visitor()->hears( 'Hello' );
		$this->assertSame(
			[ 'start', 'start-step', 'text-start', 'text-delta', 'text-delta', 'text-end', 'finish-step', 'finish' ],
			array_column( $chunks, 'type' ),
		);
		$this->assertSame( 'Good day.', implode( '', array_column( $chunks, 'delta' ) ) );
		$this->assertSame( $chunks[0]['messageId'], $chunks[0]['messageMetadata']['message'] );
		$this->assertSame(
			[ 'conversation.started', 'message.received', 'message.started', 'message.completed', 'conversation.updated' ],
			$this->events(),
			'The last one says that the answer is weakly supported.',
		);
	}

	public function test_the_same_message_id_is_stored_and_answered_once(): void {
		$model   = $this->model( static fn(): array => [ new TextDelta( 'Once.' ) ] );
		$visitor = $this->visitor();
		$id      = Ids::random();
		$first   = $visitor->says( 'Hello', null, $id )->get_data();
		$second  = $visitor->says( 'Hello', null, $id )->get_data();
		$this->assertSame( $first, $second );
		$this->assertCount( 1, $model->asked );
		$this->assertSame( 1, $this->count_rows( 'turns' ) );
		$replayed = $visitor->hears( 'Hello', null, $id );
		$this->assertSame( $first['id'], $replayed[0]['messageId'] );
		$this->assertSame( 'Once.', implode( '', array_column( $replayed, 'delta' ) ) );
	}

	public function test_a_visitor_continues_a_conversation_with_the_history_of_the_server(): void {
		$model   = $this->model( static fn(): array => [ new TextDelta( 'First answer.' ) ] );
		$visitor = $this->visitor();
		$first   = $visitor->says( 'First question' )->get_data();
		$second  = $visitor->says( 'Second question', $first['metadata']['conversation'] )->get_data();
		$this->assertSame( $first['metadata']['conversation'], $second['metadata']['conversation'] );
		$this->assertSame(
			[ 'First question', 'First answer.' ],
			array_map( static fn( $message ) => $message->text, $model->asked[1]->history ),
		);
		$history = $visitor->asks( 'GET', '/chat/' . $first['metadata']['conversation'] . '/messages' )->get_data();
		$this->assertCount( 4, $history['items'] );
	}

	public function test_somebody_elses_conversation_does_not_exist(): void {
		$mine   = $this->visitor()->says( 'Mine' )->get_data()['metadata']['conversation'];
		$other  = $this->visitor();
		$other->says( 'Hello' );
		foreach ( [
			[ 'GET', "/chat/$mine/messages" ],
			[ 'GET', "/chat/$mine/stream" ],
			[ 'POST', "/chat/$mine/stop" ],
			[ 'DELETE', "/chat/$mine" ],
			[ 'POST', "/chat/$mine/typing" ],
			[ 'POST', "/chat/$mine/handover" ],
		] as [ $method, $path ] ) {
			$answer = $other->asks( $method, $path, 'GET' === $method ? null : [] );
			$this->assertSame( [ 404, 'aaia_not_found' ], [ $answer->get_status(), $answer->get_data()['code'] ], "$method $path" );
		}
		$this->assertSame( 404, $other->says( 'Let me in', $mine )->get_status() );
	}

	/** @return iterable<string, array{array<string, mixed>, int, string}> */
	public static function bad_bodies(): iterable {
		$message = [ 'id' => 'abcdefghijklmnopqrstuv', 'parts' => [ [ 'type' => 'text', 'text' => 'Hi' ] ] ];
		yield 'nothing' => [ [], 400, 'rest_invalid_param' ];
		yield 'unknown key' => [ [ 'message' => $message, 'model' => 'x' ], 400, 'rest_invalid_param' ];
		yield 'history' => [ [ 'message' => $message, 'messages' => [] ], 400, 'rest_invalid_param' ];
		yield 'system role' => [ [ 'message' => [ 'role' => 'system' ] + $message ], 400, 'rest_invalid_param' ];
		yield 'short id' => [ [ 'message' => [ 'id' => 'abc' ] + $message ], 400, 'rest_invalid_param' ];
		yield 'empty text' => [
			[ 'message' => [ 'parts' => [ [ 'type' => 'text', 'text' => " \u{200e}\u{0007} \n" ] ] ] + $message ],
			400,
			'aaia_empty',
		];
		yield 'no parts' => [ [ 'message' => [ 'parts' => [] ] + $message ], 400, 'aaia_empty' ];
		yield '20 kB' => [
			[ 'message' => [ 'parts' => [ [ 'type' => 'text', 'text' => str_repeat( 'a', 20_000 ) ] ] ] + $message ],
			413,
			'aaia_too_large',
		];
		yield 'body over 64 kB' => [
			[ 'message' => [ 'parts' => array_fill( 0, 20, [ 'type' => 'text', 'text' => str_repeat( 'a', 3900 ) ] ) ] + $message ],
			413,
			'aaia_too_large',
		];
		yield 'message and approval' => [
			[ 'message' => $message, 'approval' => [ 'approvalId' => 'abcdefghijklmnopqrstuv', 'approved' => true ] ],
			400,
			'rest_invalid_param',
		];
	}

	/** @param array<string, mixed> $body */
	#[\PHPUnit\Framework\Attributes\DataProvider( 'bad_bodies' )]
	public function test_invalid_bodies_are_refused_with_a_message_and_nothing_is_stored( array $body, int $status, string $code ): void {
		$answer = $this->visitor()->asks( 'POST', '/chat', $body );
		$this->assertSame( [ $status, $code ], [ $answer->get_status(), $answer->get_data()['code'] ] );
		$this->assertNotSame( '', $answer->get_data()['message'] );
		$this->assertSame( 0, $this->count_rows( 'messages' ) );
	}

	public function test_hostile_text_is_kept_as_text(): void {
		$this->model( static fn(): array => [ new TextDelta( 'ok' ) ] );
		$visitor = $this->visitor();
		$text    = "<script>alert(1)</script> \u{202e}evil\u{0000} 'quotes' \\ %s ü 🦊 العربية";
		$id      = $visitor->says( $text )->get_data()['metadata']['conversation'];
		$stored  = $visitor->asks( 'GET', "/chat/$id/messages" )->get_data()['items'][0]['parts'][0]['text'];
		$this->assertSame( "<script>alert(1)</script> evil 'quotes' \\ %s ü 🦊 العربية", $stored );
	}

	public function test_tokens_that_are_forged_or_missing_are_refused(): void {
		$visitor = $this->visitor();
		foreach ( [ null, '', 'x.y', $visitor->token . 'A', 'A' . $visitor->token ] as $token ) {
			$visitor->token = $token;
			$answer         = $visitor->says( 'Hello' );
			$this->assertSame( [ 401, 'aaia_session_expired' ], [ $answer->get_status(), $answer->get_data()['code'] ] );
		}
	}

	public function test_a_foreign_web_page_is_refused_and_an_allowed_one_is_not(): void {
		$visitor = $this->visitor();
		$ask     = fn( string $origin ): int => $visitor
			->asks( 'POST', '/chat', $visitor::message( 'Hi' ), [ 'Origin' => $origin ] )
			->get_status();
		$this->assertSame( 403, $ask( 'https://evil.example' ) );
		$this->assertSame( 403, $ask( 'null' ) );
		$this->assertSame( 200, $ask( home_url() ) );
		$this->settings( [ 'allowed_origins' => [ 'https://shop.example' ] ] );
		$this->assertSame( 200, $ask( 'https://shop.example' ) );
	}

	public function test_consent_is_enforced_by_the_server(): void {
		$this->settings( [ 'consent_required' => true, 'consent_text' => 'We keep what you write.' ] );
		$visitor = $this->visitor();
		$answer  = $visitor->says( 'Hello' );
		$this->assertSame( [ 403, 'aaia_consent_required' ], [ $answer->get_status(), $answer->get_data()['code'] ] );
		$visitor->begins( [ 'consent' => true ] );
		$this->assertSame( 200, $visitor->says( 'Hello' )->get_status() );
		$this->assertNotNull(
			$this->row( 'sessions', 'visitor_id', (string) $this->row( 'visitors', 'locale', get_locale() )['id'] )['consent_version'],
		);
		$this->settings( [ 'consent_text' => 'We keep what you write for a year.' ] );
		$this->assertSame( 403, $visitor->says( 'Again' )->get_status() );
	}

	public function test_a_model_that_fails_before_its_first_word_is_replaced_by_the_built_in_assistant_or_an_apology(): void {
		$this->model( static function (): iterable {
			yield from [];
			throw new LlmFailure( LlmFailureKind::Unauthorized, 'The key sk-secret is wrong.' );
		} );
		$answer = $this->visitor()->says( 'What does delivery cost?' )->get_data();
		$text   = implode( '', array_column( $answer['parts'], 'text' ) );
		$this->assertNotSame( '', $text );
		$this->assertStringNotContainsString( 'key', $text );
		$this->assertTrue( $answer['metadata']['offer_person'] );
	}

	public function test_an_interrupted_answer_keeps_its_text_apologises_and_offers_a_person(): void {
		$this->model( static function (): iterable {
			yield new TextDelta( 'Delivery costs ' );
			throw new LlmFailure( LlmFailureKind::Cut, 'Cut.' );
		} );
		$answer = $this->visitor()->says( 'What does delivery cost?' )->get_data();
		$this->assertStringStartsWith( 'Delivery costs', $answer['parts'][0]['text'] );
		$this->assertStringContainsString( 'cut off', $answer['parts'][0]['text'] );
		$this->assertSame( [ 'interrupted', true ], [ $answer['metadata']['generation'], $answer['metadata']['offer_person'] ] );
	}

	public function test_a_model_that_calls_tools_for_ever_is_stopped_after_five_steps(): void {
		$this->settings( [ 'tools_enabled' => true ] );
		$model  = $this->model( static fn( ChatRequest $request ): array => [ new ToolCallRequested( 'c', 'no_such_tool', [] ) ] );
		$answer = $this->visitor()->says( 'Loop' );
		$this->assertSame( 200, $answer->get_status() );
		$this->assertCount( 5, $model->asked );
		$this->assertSame( [], $model->asked[4]->tools );
	}

	public function test_sources_come_from_the_passages_that_the_answer_names(): void {
		$this->assertSame( [ 2, 1 ], ( new \Aaia\Chatbot\Assistant\Citations() )->named( 'Yes [2]. And also [1, 2] but not [9].', 3 ) );
	}

	public function test_the_marker_for_no_answer_never_reaches_the_visitor(): void {
		$this->model( static fn(): array => [ new TextDelta( "I do not know.\n\n[no-" ), new TextDelta( "answer]\n" ) ] );
		$answer = $this->visitor()->says( 'Unknown' )->get_data();
		$this->assertSame( 'I do not know.', $answer['parts'][0]['text'] );
		$this->assertSame( [ true, true ], [ $answer['metadata']['refused'], $answer['metadata']['offer_person'] ] );
	}

	public function test_too_many_messages_are_answered_with_the_time_to_wait(): void {
		$this->model( static fn(): array => [ new TextDelta( 'ok' ) ] );
		$visitor = $this->visitor();
		for ( $i = 0; $i < 62; $i++ ) { // More than two minutes' worth, should a minute end in between.
			$answer = $visitor->says( "Message $i" );
		}
		$this->assertSame( [ 429, 'aaia_rate_limited' ], [ $answer->get_status(), $answer->get_data()['code'] ] );
		$this->assertGreaterThan( 0, (int) $answer->get_headers()['Retry-After'] );
	}

	public function test_the_cap_queues_a_question_and_the_worker_answers_it_with_the_built_in_assistant(): void {
		$this->settings( [ 'turns_at_once' => 1 ] );
		$visitor = $this->visitor();
		$busy    = $this->visitor();
		$busy->says( 'Busy' );
		$this->database()->execute(
			'UPDATE %i SET state = %s, lease_until = %s',
			$this->database()->table( 'turns' ),
			'running',
			gmdate( 'Y-m-d H:i:s', time() + 60 ),
		);
		$id     = Ids::random();
		$answer = $visitor->says( 'Hello', null, $id );
		$this->assertSame( 202, $answer->get_status() );
		$this->assertArrayHasKey( 'Retry-After', $answer->get_headers() );
		$this->database()->execute( 'UPDATE %i SET run_at = %s', $this->database()->table( 'jobs' ), gmdate( 'Y-m-d H:i:s', time() - 1 ) );
		$this->work();
		$this->assertSame( 200, $visitor->says( 'Hello', null, $id )->get_status() );
	}

	public function test_resending_a_message_continues_a_turn_whose_worker_died(): void {
		$model   = $this->model( static fn(): array => [ new TextDelta( 'Whole answer.' ) ] );
		$visitor = $this->visitor();
		$id      = Ids::random();
		$first   = $visitor->says( 'Hello', null, $id )->get_data();
		$this->database()->execute(
			'UPDATE %i SET state = %s, lease_until = %s',
			$this->database()->table( 'turns' ),
			'running',
			gmdate( 'Y-m-d H:i:s', time() - 60 ),
		);
		$this->database()->execute(
			'UPDATE %i SET generation = %s, text = %s WHERE author_type = %s',
			$this->database()->table( 'messages' ),
			'streaming',
			'Whole',
			'assistant',
		);
		$again = $visitor->says( 'Hello', null, $id )->get_data();
		$this->assertSame( $first['id'], $again['id'] );
		$this->assertSame( 'Whole answer.', $again['parts'][0]['text'] );
		$this->assertSame( 'complete', $again['metadata']['generation'] );
	}

	public function test_ratings_are_stored_changed_and_removed(): void {
		$visitor = $this->visitor();
		$answer  = $visitor->says( 'Hello' )->get_data();
		$path    = '/chat/' . $answer['metadata']['conversation'];
		$rate    = fn( ?string $value ): int => $visitor
			->asks( 'PUT', "$path/messages/{$answer['id']}/rating", [ 'value' => $value, 'comment' => 'Because' ] )
			->get_status();
		$this->assertSame( 200, $rate( 'down' ) );
		$this->assertSame( '-1', $this->row( 'conversations', 'public_id', $answer['metadata']['conversation'] )['worst_rating'] );
		$this->assertSame( 200, $rate( 'up' ) );
		$this->assertSame( 'up', $visitor->asks( 'GET', "$path/messages" )->get_data()['items'][1]['metadata']['rating'] );
		$this->assertSame( 200, $rate( null ) );
		$this->assertSame( 0, $this->count_rows( 'ratings' ) );
		$this->assertSame( 400, $visitor->asks( 'PUT', "$path/satisfaction", [ 'score' => 6 ] )->get_status() );
		$this->assertSame( 200, $visitor->asks( 'PUT', "$path/satisfaction", [ 'score' => 5 ] )->get_status() );
		$this->assertNull(
			$visitor->asks( 'GET', "$path/messages" )->get_data()['conversation']['score'],
			'It is asked for when the conversation is over.',
		);
		$row = $this->row( 'conversations', 'public_id', $answer['metadata']['conversation'] );
		$this->plugin->services->get( AgentService::class )->set_status( (int) $row['id'], Status::Resolved );
		$this->assertSame( 5, $visitor->asks( 'GET', "$path/messages" )->get_data()['conversation']['score'] );
	}

	public function test_a_visitor_erases_a_conversation_for_good(): void {
		$visitor = $this->visitor();
		$id      = $visitor->says( 'Forget me' )->get_data()['metadata']['conversation'];
		$this->assertSame( [ 'deleted' => true ], $visitor->asks( 'DELETE', "/chat/$id" )->get_data() );
		$this->assertSame( 0, $this->count_rows( 'messages' ) + $this->count_rows( 'turns' ) + $this->count_rows( 'conversations' ) );
		$this->assertSame( 404, $visitor->asks( 'GET', "/chat/$id/messages" )->get_status() );
	}

	public function test_updates_bring_what_is_new_and_nothing_twice(): void {
		$visitor = $this->visitor();
		$id      = $visitor->says( 'Hello' )->get_data()['metadata']['conversation'];
		$start   = $visitor->asks( 'GET', '/session/updates' )->get_data();
		$this->assertSame( $id, $start['conversations'][0]['id'] );
		$this->assertSame( [], $visitor->asks( 'GET', '/session/updates?after=' . $start['cursor'] )->get_data()['items'] );
		$agent = $this->user( 'administrator', [ 'display_name' => 'ada.lovelace' ] );
		update_user_option( $agent->ID, PublicName::OPTION, 'Ada' );
		$this->plugin->services->get( AgentService::class )
			->reply( (int) $this->row( 'conversations', 'public_id', $id )['id'], $agent->ID, 'A person here.', false, null, null );
		$this->plugin->services->get( AgentService::class )
			->reply( (int) $this->row( 'conversations', 'public_id', $id )['id'], $agent->ID, 'Secret note', true, null, null );
		$new = $visitor->asks( 'GET', '/session/updates?after=' . $start['cursor'] )->get_data();
		$this->assertSame(
			[ 'A person here.' ],
			array_map( static fn( array $message ): string => $message['parts'][0]['text'], $new['items'] ),
		);
		$this->assertSame( [ 'agent', 'Ada' ], [ $new['items'][0]['metadata']['author'], $new['items'][0]['metadata']['name'] ] );
		$this->assertSame( [ 'human', 'Ada' ], [ $new['conversations'][0]['handler'], $new['conversations'][0]['agent'] ] );
		$this->assertSame( [], $visitor->asks( 'GET', '/session/updates?after=' . $new['cursor'] )->get_data()['items'] );
		$this->assertSame( 410, $visitor->asks( 'GET', '/session/updates?after=nonsense' )->get_status() );
		$this->assertSame( 202, $visitor->says( 'Thank you', $id )->get_status() );
	}
}
