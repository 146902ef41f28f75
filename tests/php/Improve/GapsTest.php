<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Improve;

use Aaia\Chatbot\Content\Sources\AnswerService;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Http\FileResponse;
use Aaia\Chatbot\Http\StreamServer;
use Aaia\Chatbot\Improve\Gaps\GapBuilder;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Tests\ChatTestCase;

/** Bad answers become gaps: grouped, counted, ranked, with their cause, and handled. */
final class GapsTest extends ChatTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->plugin->services->get( AnswerService::class )
			->add( 'How long is the warranty?', 'The warranty of every frame is ten years.', 'en', 1 );
		$this->database()->execute( 'UPDATE %i SET updated_at = %s', $this->database()->table( 'knowledge_answers' ), '2020-01-01 00:00:00' );
	}

	public function test_like_questions_of_two_languages_are_one_gap_and_the_most_harmful_is_first(): void {
		$this->visitor()->says( 'How much is the delivery to Belgium?' );
		$this->visitor( [ 'locale' => 'fr_FR' ] )->says( 'Combien coûte la livraison en Belgique ?' );
		$this->visitor()->says( 'What is the price of delivery to Belgium?' );
		$this->visitor()->says( 'Do you repair umbrellas?' );
		$this->visitor()->says( 'Hello!' );
		$this->sign_in();
		$list = $this->gaps();

		self::assertCount( 2, $list['items'], (string) wp_json_encode( array_column( $list['items'], 'question' ) ) );
		self::assertSame( [ 'How much is the delivery to Belgium?', 3, 6 ], $this->facts( $list['items'][0] ) );
		self::assertSame( [ 'Do you repair umbrellas?', 1, 2 ], $this->facts( $list['items'][1] ) );
		self::assertFalse( $list['more'] );
	}

	public function test_a_bad_rating_makes_a_gap_and_taking_it_back_removes_it(): void {
		$visitor = $this->visitor();
		$answer  = $visitor->says( 'How long is the warranty?' )->get_data();
		$rating  = "/chat/{$answer['metadata']['conversation']}/messages/{$answer['id']}/rating";
		$this->as_staff( fn() => self::assertSame( [], $this->gaps()['items'] ) );

		$visitor->asks( 'PUT', $rating, [ 'value' => 'down' ] );
		$this->as_staff( fn() => self::assertSame( [ 'How long is the warranty?', 1, 5 ], $this->facts( $this->gaps()['items'][0] ) ) );

		$visitor->asks( 'PUT', $rating, [ 'value' => 'up' ] );
		$this->as_staff( fn() => self::assertSame( [], $this->gaps()['items'] ) );
	}

	public function test_a_bad_verdict_makes_a_gap_and_taking_it_back_removes_it(): void {
		$answer = $this->visitor()->says( 'How long is the warranty?' )->get_data();
		$this->sign_in();
		$review = "/conversations/{$answer['metadata']['conversation']}/messages/{$answer['id']}/review";

		$this->rest( 'PUT', $review, [ 'verdict' => 'correct' ] );
		self::assertSame( [], $this->gaps()['items'] );
		$this->rest( 'PUT', $review, [ 'verdict' => 'outdated' ] );
		self::assertSame( [ 'How long is the warranty?', 1, 5 ], $this->facts( $this->gaps()['items'][0] ) );
		$this->plugin->services->get( GapBuilder::class )->rebuild();
		self::assertSame( [ 'How long is the warranty?', 1, 5 ], $this->facts( $this->gaps()['items'][0] ) );
		$this->rest( 'PUT', $review, [ 'verdict' => null ] );
		self::assertSame( [], $this->gaps()['items'] );
	}

	public function test_the_job_builds_the_same_from_what_happened_before_it(): void {
		$this->visitor()->says( 'Do you repair umbrellas?' );
		$this->visitor()->says( 'Do you repair umbrellas?' );
		$this->work();
		$this->plugin->services->get( GapBuilder::class )->rebuild();
		$this->work();
		$this->work();
		$this->sign_in();

		self::assertSame( [ [ 'Do you repair umbrellas?', 2, 4 ] ], array_map( $this->facts( ... ), $this->gaps()['items'] ) );
		self::assertSame( 'out_of_scope', $this->gaps()['items'][0]['cause'] );
	}

	public function test_gaps_are_built_anew_after_a_restore(): void {
		$this->visitor()->says( 'Do you repair umbrellas?' );
		$this->visitor()->says( 'How much is the delivery to Belgium?' );
		$this->as_staff( fn() => self::assertCount( 2, $this->gaps()['items'] ) );
		// As a restore leaves them: one was built after the backup, and the conversation of the other was erased since.
		$erased = (int) $this->database()->value( 'SELECT MIN(id) FROM %i', $this->database()->table( 'conversations' ) );
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'gap_questions' ) );
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'gap_words' ) );
		$this->database()->execute( 'DELETE FROM %i WHERE id = %d', $this->database()->table( 'conversations' ), $erased );
		$events = $this->plugin->services->get( EventLog::class );
		$tell   = fn() => $events->append( EventType::BackupRestored, null, null, [ 'made_at' => 1, 'after' => 1 ] );
		$this->plugin->services->get( Database::class )->transaction( $tell );
		$this->work();
		$this->work();
		$this->sign_in();
		self::assertSame( [ 'How much is the delivery to Belgium?' ], array_column( $this->gaps()['items'], 'question' ) );
		self::assertSame( 1, $this->count_rows( 'gaps' ) );
	}

	public function test_an_ignored_gap_comes_back_when_it_is_asked_again_often(): void {
		$this->visitor()->says( 'Do you repair umbrellas?' );
		$this->sign_in();
		$id = $this->gaps()['items'][0]['id'];
		self::assertSame( 400, $this->rest( 'PATCH', "/gaps/$id", [ 'state' => 'ignored' ] )->get_status() );
		$this->rest( 'PATCH', "/gaps/$id", [ 'state' => 'ignored', 'reason' => 'We sell bicycles.' ] );
		self::assertSame( [], $this->gaps()['items'] );
		$this->database()->execute( 'UPDATE %i SET closed_at = %s', $this->database()->table( 'gaps' ), '2020-01-01 00:00:00' );
		$this->database()->execute( 'UPDATE %i SET asked_at = %s', $this->database()->table( 'gap_questions' ), '2019-01-01 00:00:00' );

		$this->visitor()->says( 'Do you repair umbrellas?' );
		$this->visitor()->says( 'Do you repair umbrellas?' );
		$this->as_staff( fn() => self::assertSame( [], $this->gaps()['items'] ) );
		$this->visitor()->says( 'Do you repair umbrellas?' );
		$this->sign_in();
		$gap = $this->gaps()['items'][0];

		self::assertSame( [ true, 'We sell bicycles.', 4 ], [ $gap['came_back'], $gap['reason'], $gap['count'] ] );
	}

	public function test_a_colleague_gets_a_gap_as_a_task_by_mail_without_the_words_of_the_visitor(): void {
		$this->visitor()->says( 'Do you repair umbrellas?' );
		$colleague = $this->user( 'administrator' );
		$this->sign_in();
		$id    = $this->gaps()['items'][0]['id'];
		$given = $this->rest( 'PATCH', "/gaps/$id", [ 'assignee' => $colleague->ID, 'task' => 'Please write a page.' ] )->get_data();
		self::assertSame( $colleague->display_name, $given['assignee']['name'] );
		$this->work();
		$is_to = static fn( array $mail ): bool => in_array( $colleague->user_email, (array) $mail['to'], true );
		$mails = array_filter( $this->mailbox->mails(), $is_to );

		self::assertCount( 1, $mails );
		self::assertStringContainsString( 'Please write a page.', (string) wp_json_encode( $mails ) );
		self::assertStringNotContainsString( 'umbrellas', (string) wp_json_encode( $mails ) );
		self::assertSame( [], $this->gaps( '?mine=true' )['items'] );
		wp_set_current_user( $colleague->ID );
		self::assertCount( 1, $this->gaps( '?mine=true' )['items'] );
	}

	public function test_erasing_a_conversation_takes_its_words_out(): void {
		$first = $this->visitor()->says( 'Do you repair umbrellas?' )->get_data()['metadata']['conversation'];
		$this->visitor()->says( 'Do you repair umbrellas here?' );
		$this->sign_in();
		self::assertSame( [ 'Do you repair umbrellas?', 2, 4 ], $this->facts( $this->gaps()['items'][0] ) );

		$this->rest( 'DELETE', "/conversations/$first" );
		self::assertSame( [ 'Do you repair umbrellas here?', 1, 2 ], $this->facts( $this->gaps()['items'][0] ) );
		self::assertGreaterThan( 0, $this->count_rows( 'gap_words' ) );

		foreach ( $this->database()->rows( 'SELECT public_id FROM %i', $this->database()->table( 'conversations' ) ) as $row ) {
			$this->rest( 'DELETE', '/conversations/' . $row['public_id'] );
		}
		self::assertSame( [], $this->gaps()['items'] );
		self::assertSame( [ 0, 0, 0 ], array_map( $this->count_rows( ... ), [ 'gaps', 'gap_questions', 'gap_words' ] ) );
	}

	public function test_a_page_that_holds_the_answer_and_was_not_used_is_named(): void {
		$this->visitor()->says( 'How heavy is the cargo trailer?' );
		$this->plugin->services->get( AnswerService::class )
			->add( 'How heavy is the cargo trailer?', 'The cargo trailer is heavy: 20 kg.', 'en', 1 );
		$this->sign_in();
		$this->plugin->services->get( GapBuilder::class )->catch_up( 1.0 );
		$id  = (string) $this->row( 'gaps', 'state', 'open' )['public_id'];
		$gap = $this->rest( 'GET', "/gaps/$id" )->get_data();

		self::assertSame( 'buried', $gap['cause'] );
		self::assertSame( [ 'refused' ], $gap['questions'][0]['signals'] );
		self::assertSame( 'How heavy is the cargo trailer?', $gap['passages'][0]['title'] );
	}

	public function test_conversations_that_a_user_may_not_see_are_not_counted(): void {
		$hidden = $this->visitor()->says( 'Do you repair umbrellas?' )->get_data()['metadata']['conversation'];
		$this->visitor()->says( 'Do you repair umbrellas?' );
		$this->sign_in();
		$row = (int) $this->row( 'conversations', 'public_id', $hidden )['id'];
		add_filter( 'aaia_chatbot_hidden_conversations', static fn(): array => [ $row ] );

		self::assertSame( 1, $this->gaps()['items'][0]['count'] );
		self::assertNotSame( $hidden, $this->gaps()['items'][0]['conversation'] );
	}

	public function test_gaps_are_exported_as_a_table_that_no_spreadsheet_runs(): void {
		$this->visitor()->says( '=cmd() umbrellas repaired?' );
		$this->sign_in();
		$response = $this->rest( 'GET', '/gaps/export' );
		self::assertInstanceOf( FileResponse::class, $response );
		$csv    = '';
		$server = new StreamServer( static function ( string $piece ) use ( &$csv ): void {
			$csv .= $piece;
		} );
		$server->serve( false, $response );

		self::assertStringContainsString( "'=cmd() umbrellas repaired?", $csv );
	}

	/** @return array<string, mixed> */
	private function gaps( string $query = '' ): array {
		return (array) $this->rest( 'GET', "/gaps$query" )->get_data();
	}

	/**
	 * @param array<string, mixed> $gap
	 *
	 * @return array{mixed, mixed, mixed}
	 */
	private function facts( array $gap ): array {
		return [ $gap['question'], $gap['count'], $gap['harm'] ];
	}

	private function as_staff( \Closure $do ): void {
		$this->sign_in();
		$do();
		wp_set_current_user( 0 );
	}
}
