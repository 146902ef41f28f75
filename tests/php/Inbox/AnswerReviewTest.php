<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Assistant\Metrics\PurgePromptTexts;
use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Inbox\AnswerIssue;
use Aaia\Chatbot\Inbox\InboxFilter;
use Aaia\Chatbot\Inbox\InboxRepository;
use Aaia\Chatbot\Inbox\MetricsResource;
use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\ToolCallRequested;
use Aaia\Chatbot\Llm\Usage;
use Aaia\Chatbot\Tests\Harness\ScriptedModel;

/** Prompt, cost and repeated search of an answer, and the issues of conversations. */
final class AnswerReviewTest extends MetricsTestCase {

	public function test_the_prompt_is_shown_exactly_as_sent(): void {
		$model                      = $this->scripted();
		[ $conversation, $message ] = $this->asked_twice();
		$prompt                     = $this->prompt( $conversation, $message );
		$this->assertTrue( $prompt['exact'] );
		$this->assertSame( 'scripted', $prompt['model'] );
		$this->assertSame( $model->asked[1]->system, implode( "\n\n", $this->system( $prompt['parts'] ) ) );
		$said = array_values( array_filter(
			$prompt['parts'],
			static fn( array $part ): bool => in_array( $part['kind'], [ 'user', 'assistant' ], true ),
		) );
		$this->assertSame(
			array_map( static fn( ChatMessage $told ): array => [ $told->role, $told->text ], $model->asked[1]->history ),
			array_map( static fn( array $part ): array => [ $part['kind'], $part['text'] ], $said ),
		);
		$this->assertSame(
			[ 'question', $model->asked[1]->question ],
			[ $prompt['parts'][ array_key_last( $prompt['parts'] ) ]['kind'], $prompt['parts'][ array_key_last( $prompt['parts'] ) ]['text'] ],
		);
	}

	public function test_the_delimiters_of_passages_are_shown_and_differ_for_each_answer(): void {
		$model = $this->scripted();
		$marks = [];
		foreach ( [ 1, 2 ] as $time ) {
			[ $conversation, $message ] = $this->asked( 'How long is delivery to region 3?' );
			$passages                   = array_column(
				array_filter( $this->prompt( $conversation, $message )['parts'], static fn( array $part ): bool => 'passage' === $part['kind'] ),
				'text',
			);
			$this->assertSame( 1, preg_match( '~\A<([0-9a-f]{8}) \[1\]>\n.*\n</\1>\z~s', $passages[0], $found ), 'As it was sent.' );
			$this->assertStringContainsString( $passages[0], $model->asked[ $time - 1 ]->system );
			$marks[] = $found[1];
		}
		$this->assertNotSame( $marks[0], $marks[1] );
	}

	public function test_later_changed_pages_and_instructions_are_shown_as_they_were_sent(): void {
		$model                      = $this->scripted();
		[ $conversation, $message ] = $this->asked_twice();
		$this->make_older( $message );
		$this->know( 'page-3', 'Delivery 3, new', 'Delivery to region 3 is free and immediate.' );
		$this->know( 'page-99', 'Delivery to region 3', 'Delivery to region 3 how long how long.' );
		$this->settings( [ 'system_instructions' => 'Be brief.' ] );
		$prompt = $this->prompt( $conversation, $message );
		$this->assertTrue( $prompt['exact'] );
		$this->assertSame( $model->asked[1]->system, implode( "\n\n", $this->system( $prompt['parts'] ) ) );
		$this->assertStringContainsString( 'takes 13 days', $model->asked[1]->system );
	}

	public function test_a_page_excluded_later_is_shown_in_the_prompt_and_a_long_one_is_found_again(): void {
		$sections = array_map(
			static fn( int $n ): string => "Chapter $n tells of many things that nobody asked for. " . str_repeat(
				"Word$n and again word$n. ",
				60,
			),
			range( 1, 30 ),
		);
		$this->plugin->services->get( ContentService::class )->put(
			$this->plugin->services->get( SourceRepository::class )->find_or_create( 'test', 'Test' ),
			new SourceDocument(
				'book',
				'A book of delivery',
				[
					...array_map(
						static fn( string $text, int $n ): Section => new Section( [ "Chapter $n" ], "c$n", $text ),
						$sections,
						array_keys( $sections ),
					),
					new Section( [ 'Zebra delivery' ], 'zebra', 'Delivery by zebra takes 77 days.' ),
				],
				'https://site.test/book',
				'en',
			),
		);
		$model                      = $this->model( static fn(): array => [ new TextDelta( 'By zebra 77 days [1].' ), new Usage( 120, 15 ) ] );
		[ $conversation, $message ] = $this->asked( 'How long does delivery by zebra take?' );
		$this->assertStringContainsString( 'takes 77 days', $model->asked[0]->system );
		$this->make_older( $message );
		$this->plugin->services->get( ContentService::class )->put(
			$this->plugin->services->get( SourceRepository::class )->find_or_create( 'test', 'Test' ),
			new SourceDocument( 'book', 'Another book', [ new Section( [], '', 'Quite empty.' ) ], 'https://site.test/book', 'en' ),
		);
		$this->database()->execute( 'UPDATE %i SET excluded = 1', $this->database()->table( 'knowledge_documents' ) );
		$prompt = $this->prompt( $conversation, $message );
		$this->assertTrue( $prompt['exact'] );
		$this->assertSame( $model->asked[0]->system, implode( "\n\n", $this->system( $prompt['parts'] ) ) );
	}

	public function test_deleted_texts_of_a_prompt_are_null(): void {
		$this->scripted();
		[ $conversation, $message ] = $this->asked_twice();
		$this->make_older( $message );
		$this->plugin->services->get( ContentService::class )
			->remove( $this->plugin->services->get( SourceRepository::class )->find_or_create( 'test', 'Test' ), 'page-3' );
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'prompt_texts' ) );
		$prompt = $this->prompt( $conversation, $message );
		$this->assertFalse( $prompt['exact'] );
		$gone = array_filter( $prompt['parts'], static fn( array $part ): bool => null === $part['text'] );
		$this->assertEqualsCanonicalizing( [ 'instructions', 'rules', 'passage' ], array_column( $gone, 'kind' ) );
	}

	public function test_the_built_in_assistant_is_sent_nothing_and_costs_nothing(): void {
		[ $conversation, $message ] = $this->asked( 'How long is delivery to region 3?' );
		$details                    = $this->details( $conversation, $message );
		$this->assertEquals(
			[ false, [ 'micro' => 0, 'currency' => 'USD' ], false ],
			[ $details['sent'], $details['cost'], $details['capped'] ],
		);
		$this->assertNull( $this->rest( 'GET', "/conversations/$conversation/messages/$message/prompt" )->get_data()['prompt'] );
	}

	public function test_an_answer_says_its_cost_or_that_it_is_unknown_and_when_a_cap_was_reached(): void {
		$this->scripted();
		$ask = fn(): array => $this->details( ...$this->asked( 'How long is delivery to region 3?' ) );
		$this->assertNull( $ask()['cost'] );
		$this->settings( [ 'model_prices' => [ 'scripted = 2 / 8' ], 'price_currency' => 'EUR' ] );
		$details = $ask();
		$this->assertEquals( [ 'micro' => 120 * 2 + 15 * 8, 'currency' => 'EUR' ], $details['cost'] );
		$this->assertSame(
			'360',
			(string) $this->database()->value( 'SELECT MAX( cost ) FROM %i', $this->database()->table( 'answer_metrics' ) ),
		);
		$this->settings( [ 'token_cap_day' => 300 ] );
		$details = $ask();
		$this->assertSame( [ true, 'builtin', false ], [ $details['capped'], $details['model'], $details['sent'] ] );
	}

	public function test_an_answer_that_continued_after_an_approval_counts_both_calls(): void {
		$this->settings( [ 'tools_enabled' => true, 'support_email' => 'team@example.com', 'model_prices' => [ 'scripted = 2 / 8' ] ] );
		$this->model(
			static fn(): array => [
				new ToolCallRequested( 'c1', 'send_support_email', [ 'summary' => 'Help', 'reason' => 'asked' ] ),
				new Usage( 100, 10 ),
			],
			static fn(): array => [ new TextDelta( 'Done.' ), new Usage( 200, 20 ) ]
		);
		$visitor  = $this->visitor( [ 'locale' => 'en_US' ] );
		$answer   = $visitor->says( 'I want a person' )->get_data();
		$approval = $this->row( 'turns', 'state', 'awaiting_approval' )['approval_id'];
		$visitor->asks(
			'POST',
			'/chat',
			[ 'id' => $answer['metadata']['conversation'], 'approval' => [ 'approvalId' => $approval, 'approved' => true ] ],
		);
		$details = $this->details( $answer['metadata']['conversation'], $answer['id'] );
		$this->assertEquals( [ [ 'input' => 300, 'output' => 30 ], 840 ], [ $details['tokens'], $details['cost']['micro'] ?? null ] );
	}

	public function test_a_repeated_search_is_shown_beside_the_recorded_and_the_current_one(): void {
		[ $conversation, $message ] = $this->asked( 'How long is delivery to region 3?' );
		$this->make_older( $message );
		$this->know( 'page-3', 'Delivery 3, new', 'Delivery to region 3 is free and immediate.' );
		$this->know( 'page-99', 'Delivery to region 3', 'How long is delivery to region 3? It is long.' );
		$shown = $this->repetition( $conversation, $message );
		$by    = static fn( array $passages ): array => array_column( $passages, 'score', 'document' );
		$this->assertEqualsCanonicalizing( $by( $shown['then'] ), $by( $shown['repeated'] ) );
		$this->assertSame( array_keys( $by( $shown['then'] ) )[0], array_keys( $by( $shown['repeated'] ) )[0] );
		$this->assertSame( 'page-99', $shown['now'][0]['document'] );
		$this->assertSame( [ 1, 1, 0, 0 ], [ $shown['restored'], $shown['hidden'], $shown['removed'], $shown['lost'] ] );
		$this->assertSame(
			'page-99',
			$this->rest( 'POST', "/conversations/$conversation/messages/$message/metrics/recompute", [] )
				->get_data()['details']['passages'][0]['document'],
			'The index is as it was.',
		);
	}

	public function test_a_recomputed_answer_has_no_search_to_repeat(): void {
		[ $conversation, $message ] = $this->asked( 'How long is delivery to region 3?' );
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'answer_metrics' ) );
		$this->sign_in();
		$this->rest( 'POST', "/conversations/$conversation/messages/$message/metrics/recompute", [] );
		$this->assertNull(
			$this->rest( 'POST', "/conversations/$conversation/messages/$message/metrics/repeat", [] )->get_data()['repetition'],
		);
	}

	public function test_conversations_are_marked_with_the_issues_of_their_answers_and_staff_get_an_update(): void {
		[ $refused ] = $this->asked( 'Do you sell unicorns?' );
		$this->model( static fn(): array => [ new TextDelta( 'Penguins swim gladly, says 4711.' ) ] );
		[ $bad ] = $this->asked( 'How long does delivery to region 4 take?' );
		$this->sign_in();
		$marks = array_column( $this->rest( 'GET', '/conversations' )->get_data()['items'], 'answers', 'id' );
		$this->assertSame( [ [ 'refused' ], [ 'weak', 'flagged' ] ], [ $marks[ $refused ], $marks[ $bad ] ] );
		$this->assertSame( 2, count( array_keys( $this->events(), 'conversation.updated', true ) ) );
	}

	public function test_issues_can_be_combined_with_the_other_filters(): void {
		$changes = [
			'plain'    => [],
			'mine'     => [ 'assignee_id' => $this->sign_in()->ID ],
			'read'     => [ 'unread' => 0 ],
			'resolved' => [ 'status' => 'resolved', 'active' => 0 ],
			'archived' => [ 'archived_at' => '2026-01-02 00:00:00', 'active' => 0 ],
			'waiting'  => [ 'status' => 'pending', 'waiting_since' => '2026-01-02 00:00:00' ],
			'disliked' => [ 'worst_rating' => -1 ],
		];
		$names = [];
		foreach ( $changes as $name => $change ) {
			[ $id, $other ] = [ $this->asked( 'Do you sell unicorns?' )[0], $this->asked( 'How long is delivery to region 3?' )[0] ];
			foreach ( [ $id, $other ] as $one ) {
				$this->database()->update( 'conversations', $change + [ 'unread' => 1, 'assignee_id' => null ], [ 'public_id' => $one ] );
			}
			$names[ $id ] = $name;
		}
		$found = function ( string $query ) use ( $names ): array {
			$response = $this->rest( 'GET', "/conversations?answers=refused$query" );
			$this->assertSame( 200, $response->get_status() );
			$shown = array_map( static fn( string $id ): string => $names[ $id ] ?? 'other', array_column( $response->get_data()['items'], 'id' ) );
			sort( $shown );
			return $shown;
		};
		wp_set_current_user( (int) $changes['mine']['assignee_id'] );
		$this->assertSame( [ 'disliked', 'mine', 'plain', 'read', 'waiting' ], $found( '' ) );
		$this->assertSame( [ 'mine' ], $found( '&view=mine' ) );
		$this->assertSame( [ 'disliked', 'plain', 'read', 'waiting' ], $found( '&view=unassigned' ) );
		$this->assertSame( [ 'disliked', 'mine', 'plain', 'waiting' ], $found( '&unread=true' ) );
		$this->assertSame( [ 'read' ], $found( '&unread=false' ) );
		$this->assertSame( [ 'resolved' ], $found( '&status=resolved' ) );
		$this->assertSame( [ 'archived' ], $found( '&archived=true' ) );
		$this->assertSame( [ 'archived', 'disliked', 'mine', 'plain', 'read', 'resolved', 'waiting' ], $found( '&archived=any' ) );
		$this->assertSame( [ 'waiting' ], $found( '&orderby=waiting' ) );
		$this->assertSame( [ 'disliked' ], $found( '&rating=down' ) );
		$this->assertSame( [], $found( '&rating=down&status=resolved' ) );
		$this->assertSame( [], $found( '&to=2020-01-01' ) );
	}

	public function test_a_list_of_marked_conversations_reads_only_those(): void {
		if ( $this->on_sqlite() ) {
			$this->markTestSkipped( 'SQLite does not count the rows it reads.' );
		}
		[ $refused ]  = $this->asked( 'Do you sell unicorns?' );
		$conversation = array_diff_key( $this->row( 'conversations', 'public_id', $refused ), [ 'id' => 1 ] );
		for ( $copy = 1; $copy <= 300; $copy++ ) {
			$this->database()->insert(
				'conversations',
				[ 'public_id' => "plain-$copy", 'refused_answers' => 0, 'last_activity_at' => '2030-01-01 00:00:00' ] + $conversation,
			);
		}
		$inbox = new InboxRepository( $this->database(), $this->plugin->services->get( ConversationAccess::class ) );
		$this->sign_in();
		foreach ( [
			new InboxFilter( answers: AnswerIssue::Refused ),
			new InboxFilter( archived: null, assignee: 0, answers: AnswerIssue::Refused ),
		] as $filter ) {
			$before = $this->rows_read();
			$page   = $inbox->page( $filter, null, 25 );
			$this->assertLessThanOrEqual( 10, $this->rows_read() - $before );
			$this->assertSame( [ $refused ], array_map( static fn( Conversation $found ): string => $found->public_id, $page->items ) );
		}
	}

	private function rows_read(): int {
		return array_sum( array_map(
			static fn( array $status ): int => (int) $status['Value'],
			array_filter(
				$this->database()->rows( 'SHOW SESSION STATUS LIKE %s', 'Handler_read%' ),
				static fn( array $status ): bool => 'Handler_read_rnd_next' !== $status['Variable_name'],
			),
		) );
	}

	public function test_texts_of_prompts_are_deleted_when_no_answer_needs_them(): void {
		$this->scripted();
		$this->asked( 'How long is delivery to region 3?' );
		$this->assertSame( 2, $this->count_rows( 'prompt_texts' ) );
		$this->asked( 'How long is delivery to region 4?' );
		$this->assertSame( 2, $this->count_rows( 'prompt_texts' ), 'Each text once.' );
		$this->database()->execute( 'UPDATE %i SET used_on = %s LIMIT 1', $this->database()->table( 'prompt_texts' ), '2020-01-01' );
		$this->plugin->services->get( PurgePromptTexts::class )->handle( new \Aaia\Chatbot\Jobs\Job( 1, 'metrics.purge', [], 1 ) );
		$this->assertSame( 1, $this->count_rows( 'prompt_texts' ) );
	}

	private function scripted(): ScriptedModel {
		return $this->model( static fn(): array => [ new TextDelta( 'Delivery to region 3 takes 13 days [1].' ), new Usage( 120, 15 ) ] );
	}

	/** @return array{string, string} */
	private function asked_twice(): array {
		$visitor      = $this->visitor( [ 'locale' => 'en_US' ] );
		$conversation = $visitor->says( 'Hello, I live in region 3.' )->get_data()['metadata']['conversation'];
		return [ $conversation, $visitor->says( 'How long is delivery to region 3?', $conversation )->get_data()['id'] ];
	}

	/** An hour passes. */
	private function make_older( string $message ): void {
		$earlier = gmdate( 'Y-m-d H:i:s', time() - HOUR_IN_SECONDS );
		$this->database()->execute(
			'UPDATE %i SET created_at = %s WHERE public_id = %s',
			$this->database()->table( 'messages' ),
			$earlier,
			$message,
		);
		$this->database()->execute( 'UPDATE %i SET indexed_at = %s', $this->database()->table( 'knowledge_documents' ), $earlier );
	}

	/** @return array<string, mixed> */
	private function prompt( string $conversation, string $message ): array {
		$this->sign_in();
		$answer = $this->rest( 'GET', "/conversations/$conversation/messages/$message/prompt" )->get_data();
		$this->assertTrue( rest_validate_value_from_schema(
			json_decode( (string) wp_json_encode( $answer['prompt'] ), true ),
			MetricsResource::prompt()->to_array(),
		) );
		return $answer['prompt'];
	}

	/** @return array<string, mixed> */
	private function repetition( string $conversation, string $message ): array {
		$this->sign_in();
		$answer = $this->rest( 'POST', "/conversations/$conversation/messages/$message/metrics/repeat", [] )->get_data();
		$this->assertTrue( rest_validate_value_from_schema(
			json_decode( (string) wp_json_encode( $answer['repetition'] ), true ),
			MetricsResource::repetition()->to_array(),
		) );
		return $answer['repetition'];
	}

	/**
	 * The parts of the system message.
	 *
	 * @param list<array{kind: string, text: ?string}> $parts
	 *
	 * @return list<string>
	 */
	private function system( array $parts ): array {
		$texts = [];
		foreach ( $parts as $part ) {
			if ( in_array( $part['kind'], [ 'instructions', 'rules', 'passage' ], true ) ) {
				$texts[] = (string) $part['text'];
			}
		}
		return $texts;
	}
}
