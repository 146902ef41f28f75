<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Assistant\Metrics\MetricsRepository;
use Aaia\Chatbot\Assistant\Metrics\RestoreMetrics;
use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Inbox\MetricsExport;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Llm\LlmClientRegistry;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\ToolCallRequested;
use Aaia\Chatbot\Llm\Usage;
use Aaia\Chatbot\Search\PassageSearch;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Support\Clock;

/** Metrics of answers in the inbox. */
final class MetricsTest extends MetricsTestCase {

	public function test_an_answer_shows_its_passages_sentences_flags_times_and_tokens(): void {
		$this->model(
			static fn(): array => [
				new TextDelta( 'Delivery to region 3 takes days [1]. ' ),
				new TextDelta( 'It costs 99 €.' ),
				new Usage( 120, 15 ),
			],
		);
		[ $conversation, $message ] = $this->asked( 'How long is delivery to region 3?' );
		$details                    = $this->details( $conversation, $message );
		$this->assertSame(
			[ 'recorded', 'How long is delivery to region 3?', 'scripted', false, true, 'annotate' ],
			[ $details['origin'], $details['question'], $details['model'], $details['refused'], $details['readable'], $details['action'] ],
		);
		$this->assertSame( range( 1, 8 ), array_column( $details['passages'], 'rank' ) );
		$this->assertSame( [ true, true, true, true, true, true, false, false ], array_column( $details['passages'], 'in_prompt' ) );
		$this->assertSame( [ true, false ], array_slice( array_column( $details['passages'], 'cited' ), 0, 2 ) );
		$this->assertStringStartsWith( 'Delivery ', $details['passages'][0]['title'] );
		$this->assertEquals( [ [ 'kind' => 'price', 'value' => '99 €' ] ], $details['flags'] );
		$this->assertSame(
			[ 'Delivery to region 3 takes days.', 'It costs 99 €.' ],
			array_column( $details['sentences'], 'text' ),
			'Not the sentence under the answer.',
		);
		$this->assertEquals( 1, $details['sentences'][0]['support'] );
		$this->assertSame( [ 'input' => 120, 'output' => 15 ], $details['tokens'] );
		$this->assertGreaterThanOrEqual( $details['times']['retrieve'], $details['times']['first'] );
		$this->assertGreaterThanOrEqual( $details['times']['first'], $details['times']['total'] );
		$this->assertSame(
			'1',
			(string) $this->database()->value( 'SELECT flags FROM %i WHERE model = %s', $this->database()->table( 'answer_metrics' ), 'scripted' ),
		);
	}

	public function test_a_refusal_shows_what_was_found(): void {
		[ $conversation, $message ] = $this->asked( 'Do you sell unicorns by the delivery?' );
		$details                    = $this->details( $conversation, $message );
		$this->assertTrue( $details['refused'] );
		$this->assertNotSame( [], $details['passages'] );
		$this->assertSame( [ null, [] ], [ $details['support'], $details['sentences'] ] );
	}

	public function test_a_follow_up_question_shows_the_query_that_was_searched_then_and_now(): void {
		$visitor      = $this->visitor( [ 'locale' => 'en_US' ] );
		$conversation = $visitor->says( 'How long does delivery to region 3 take?' )->get_data()['metadata']['conversation'];
		$message      = $visitor->says( 'And to region 5?', $conversation )->get_data()['id'];
		$searched     = $this->details( $conversation, $message )['searched'];
		$this->assertStringContainsString( 'delivery', $searched );
		$again = $this->rest( 'POST', "/conversations/$conversation/messages/$message/metrics/recompute", [] )->get_data();
		$this->assertSame( $searched, $again['details']['searched'] );
	}

	public function test_a_failed_answer_and_one_that_waits_for_the_visitor_are_kept_too(): void {
		$this->model( static function (): iterable {
			yield new TextDelta( 'Half' );
			throw new LlmFailure( LlmFailureKind::Cut, 'Cut.' );
		} );
		[ $conversation, $message ] = $this->asked( 'How long is delivery?' );
		$this->assertNotSame( [], $this->details( $conversation, $message )['passages'] );

		$this->settings( [ 'tools_enabled' => true, 'support_email' => 'team@example.com' ] );
		$this->plugin->services->get( LlmClientRegistry::class )->health->succeeded( 'scripted' );
		remove_all_filters( 'aaia_chatbot_llm_clients' );
		$this->model(
			static fn(): array => [ new ToolCallRequested( 'c1', 'send_support_email', [ 'summary' => 'Help', 'reason' => 'asked' ] ) ],
		);
		[ $conversation, $message ] = $this->asked( 'I want a person' );
		$this->assertSame( 'scripted', $this->details( $conversation, $message )['model'] );
	}

	public function test_an_answer_survives_metrics_that_cannot_be_stored_and_the_thread_says_they_are_missing(): void {
		$this->asked( 'How long is delivery to region 1?' );
		add_filter( 'query', static function ( string $query ): string {
			if ( str_starts_with( $query, 'INSERT INTO' ) && str_contains( $query, 'aaia_answer_metrics' ) ) {
				throw new DatabaseFailure( 'The disk is full.' );
			}
			return $query;
		} );
		[ $conversation, $message ] = $this->asked( 'How long is delivery to region 2?' );
		$this->assertSame(
			[ 'error', null ],
			array_values( array_intersect_key( $this->shown( $conversation, $message ), [ 'reason' => 1, 'details' => 1 ] ) ),
		);
	}

	public function test_metrics_lost_by_a_killed_worker_are_recomputed_and_marked_so(): void {
		[ $first, $kept ] = $this->asked( 'How long is delivery to region 1?' );
		$recorded         = $this->shown( $first, $kept );
		$is_killed        = true;
		add_filter( 'query', static function ( string $query ) use ( &$is_killed ): string {
			if ( $is_killed && str_starts_with( $query, 'INSERT INTO' ) && str_contains( $query, 'aaia_answer_metrics' ) ) {
				throw new DatabaseFailure( 'Stands for the kill: nothing was kept.' );
			}
			return $query;
		} );
		[ $conversation, $message ] = $this->asked( 'How long is delivery to region 2?' );
		[ $young, $still_at_it ]    = $this->asked( 'How long is delivery to region 4?' );
		$is_killed                  = false;
		$ago                        = static fn( int $minutes ): string => gmdate( 'Y-m-d H:i:s', time() - 60 * $minutes );
		$this->database()->execute( 'UPDATE %i SET indexed_at = %s', $this->database()->table( 'knowledge_documents' ), $ago( 90 ) );
		$this->database()->execute( 'UPDATE %i SET created_at = %s', $this->database()->table( 'answer_metrics' ), $ago( 60 ) );
		$this->database()->execute(
			'UPDATE %i SET created_at = %s WHERE public_id IN (%s, %s)',
			$this->database()->table( 'messages' ),
			$ago( 11 ),
			$message,
			$kept,
		);
		$this->assertSame( 'error', $this->shown( $conversation, $message )['reason'] );

		$this->plugin->services->get( RestoreMetrics::class )->handle( new Job( 1, RestoreMetrics::NAME, [], 1 ) );
		$details = $this->details( $conversation, $message );
		$this->assertSame(
			[ 'recomputed', 'How long is delivery to region 2?', null ],
			[ $details['origin'], $details['question'], $details['tokens'] ],
		);
		$this->assertSame( $recorded['details'], $this->shown( $first, $kept )['details'], 'What was recorded is left.' );
		$this->assertSame( 'error', $this->shown( $young, $still_at_it )['reason'], 'Its worker may still keep them.' );
	}

	public function test_an_answer_whose_metrics_cannot_be_recomputed_does_not_keep_older_ones_from_theirs(): void {
		[ $older, $restored ] = $this->asked( 'How long is delivery to region 2?' );
		[ $newer, $failed ]   = $this->asked( 'How long is delivery to region 4?' );
		$ago                  = static fn( int $minutes ): string => gmdate( 'Y-m-d H:i:s', time() - 60 * $minutes );
		$metrics              = $this->database()->table( 'answer_metrics' );
		$this->database()->execute( 'UPDATE %i SET indexed_at = %s', $this->database()->table( 'knowledge_documents' ), $ago( 90 ) );
		$this->database()->execute( 'UPDATE %i SET created_at = %s', $this->database()->table( 'messages' ), $ago( 11 ) );
		$this->asked( 'How long is delivery to region 1?' );
		$this->database()->execute( 'UPDATE %i SET message_id = 0, created_at = %s ORDER BY message_id LIMIT 1', $metrics, $ago( 60 ) );
		$this->database()->execute( 'DELETE FROM %i WHERE message_id > 0', $metrics );

		add_filter( 'aaia_chatbot_passage_search', static fn( PassageSearch $own ): PassageSearch => new class( $own ) implements PassageSearch {

			public function __construct( private readonly PassageSearch $own ) {}

			public function search( SearchQuery $query ): array {
				return str_contains( $query->text, '4' ) ? throw new DatabaseFailure( 'Not this one.' ) : $this->own->search( $query );
			}
		} );
		$seen = '';
		try {
			$this->plugin->services->get( RestoreMetrics::class )->handle( new Job( 1, RestoreMetrics::NAME, [], 1 ) );
		} catch ( DatabaseFailure $failure ) {
			$seen = $failure->getMessage();
		}
		$this->assertSame( 'Not this one.', $seen, 'The job is tried again.' );
		$this->assertSame( 'recomputed', $this->details( $older, $restored )['origin'] );
		$this->assertSame( 'error', $this->shown( $newer, $failed )['reason'] );
	}

	public function test_the_thread_says_why_metrics_are_missing(): void {
		[ $conversation, $message ] = $this->asked( 'How long is delivery to region 2?' );
		$this->database()->execute(
			'UPDATE %i SET created_at = %s WHERE public_id = %s',
			$this->database()->table( 'messages' ),
			'2020-01-01 00:00:00',
			$message,
		);
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'answer_metrics' ) );
		$this->assertSame( 'before_indexing', $this->shown( $conversation, $message )['reason'] );
		$this->plugin->services->get( ContentService::class )->clear();
		$this->assertSame( 'index_off', $this->shown( $conversation, $message )['reason'] );
		$this->database()->execute(
			'UPDATE %i SET generation = %s WHERE public_id = %s',
			$this->database()->table( 'messages' ),
			'streaming',
			$message,
		);
		$this->assertSame( 'unfinished', $this->shown( $conversation, $message )['reason'] );

		$reply = $this->rest( 'POST', "/conversations/$conversation/messages", [ 'text' => 'I am a person.' ] )->get_data();
		$this->assertSame( 'person', $this->shown( $conversation, $reply['message']['id'] ?? $reply['id'] )['reason'] );
	}

	public function test_recomputing_uses_the_current_index_and_keeps_the_recorded_metrics(): void {
		[ $conversation, $message ] = $this->asked( 'How long is delivery to region 3?' );
		$before                     = $this->shown( $conversation, $message );
		$this->plugin->services->get( ContentService::class )->clear();
		$this->know( 'new', 'New delivery', 'Delivery to region 3 takes one hour.' );
		$again = $this->rest( 'POST', "/conversations/$conversation/messages/$message/metrics/recompute", [] )->get_data();
		$this->assertSame(
			[ 'recomputed', [ 'new' ], null ],
			[ $again['details']['origin'], array_column( $again['details']['passages'], 'document' ), $again['details']['tokens'] ],
		);
		$this->assertNotSame( [], $again['details']['flags'], 'The days it named are no longer there.' );
		$this->assertEquals( $before, $this->shown( $conversation, $message ) );

		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'answer_metrics' ) );
		$this->rest( 'POST', "/conversations/$conversation/messages/$message/metrics/recompute", [] );
		$this->assertSame( 'recomputed', $this->details( $conversation, $message )['origin'], 'Where there was nothing it is kept.' );
	}

	public function test_the_list_can_be_filtered_by_weak_flagged_or_refused_answers(): void {
		$found = function ( string $query ): array {
			$this->sign_in();
			$response = $this->rest( 'GET', "/conversations$query" );
			$this->assertSame( 200, $response->get_status() );
			return array_column( $response->get_data()['items'], 'id' );
		};
		[ $good ]    = $this->asked( 'How long does delivery to region 3 take?' );
		[ $refused ] = $this->asked( 'Do you sell unicorns?' );
		$this->model( static fn(): array => [ new TextDelta( 'Penguins swim gladly, says 4711.' ) ] );
		[ $bad ] = $this->asked( 'How long does delivery to region 4 take?' );
		$this->assertSame( [ $bad ], $found( '?answers=flagged' ) );
		$this->assertSame( [ $bad ], $found( '?answers=weak' ) );
		$this->assertSame( [ $refused ], $found( '?answers=refused' ) );
		$this->assertSame( [ $refused ], $found( '?answers=refused&archived=any&search=unicorns' ) );
		$this->assertSame( [], $found( '?answers=weak&search=unicorns' ) );
		$this->assertContains( $good, $found( '' ) );
		$this->assertSame( 400, $this->rest( 'GET', '/conversations?answers=pretty' )->get_status() );
	}

	public function test_the_export_holds_a_line_for_each_answer_and_erasing_a_conversation_takes_its_metrics_along(): void {
		[ $first ]              = $this->asked( 'How long is delivery to region 1?' );
		[ $second, $message ]   = $this->asked( 'How long is delivery to region 2?' );
		$lines                  = array_map(
			static fn( string $line ): array => json_decode( $line, true ),
			iterator_to_array( $this->plugin->services->get( MetricsExport::class )->json_lines( $this->metrics_rows() ), false ),
		);
		$this->assertSame( [ $first, $second ], array_column( $lines, 'conversation' ) );
		$this->assertSame( $message, $lines[1]['message'] );
		$this->sign_in();
		$deletion = $this->rest( 'DELETE', "/conversations/$first" )->get_data();
		$this->assertSame( [ 1, 0 ], [ $deletion['deleted']['answer_metrics'], $deletion['remaining']['answer_metrics'] ] );
		$this->assertSame( 1, $this->count_rows( 'answer_metrics' ) );
	}

	/**
	 * @return iterable<array{
	 *     message: string, conversation: string, made_at: ?string,
	 *     metrics: \Aaia\Chatbot\Assistant\Metrics\AnswerMetricsRecord,
	 * }>
	 */
	private function metrics_rows(): iterable {
		return ( new MetricsRepository(
			$this->database(),
			$this->plugin->services->get( Clock::class ),
			$this->plugin->services->get( AnswerService::class ),
		) )->all();
	}

	public function test_metrics_need_the_view_capability_and_an_answer_of_the_conversation(): void {
		[ $conversation, $message ] = $this->asked( 'How long is delivery to region 1?' );
		[ $other ]                  = $this->asked( 'How long is delivery to region 2?' );
		$question                   = (string) $this->row( 'messages', 'author_type', 'visitor' )['public_id'];
		foreach ( [
			[ 'GET', 'metrics', null ],
			[ 'POST', 'metrics/recompute', [] ],
			[ 'GET', 'prompt', null ],
			[ 'GET', 'similar', null ],
			[ 'POST', 'metrics/repeat', [] ],
		] as [ $method, $path, $body ] ) {
			wp_set_current_user( 0 );
			$this->assertSame( 401, $this->rest( $method, "/conversations/$conversation/messages/$message/$path", $body )->get_status() );
			$this->sign_in( 'subscriber' );
			$this->assertSame( 403, $this->rest( $method, "/conversations/$conversation/messages/$message/$path", $body )->get_status() );
			$this->sign_in();
			$this->assertSame( 404, $this->rest( $method, "/conversations/$other/messages/$message/$path", $body )->get_status() );
			$this->assertSame(
				404,
				$this->rest( $method, "/conversations/$other/messages/$question/$path", $body )->get_status(),
				'A question has none.',
			);
			$this->assertSame(
				404,
				$this->rest( $method, "/conversations/$conversation/messages/AAAAAAAAAAAAAAAAAAAAAA/$path", $body )->get_status(),
			);
		}
	}
}
