<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Sources;

use Aaia\Chatbot\Content\Sources\AnswerImportRepository;
use Aaia\Chatbot\Content\Sources\AnswerImportsController;
use Aaia\Chatbot\Content\Sources\AnswerRepository;
use Aaia\Chatbot\Content\Sources\AnswerService;
use Aaia\Chatbot\Content\Sources\ImportAnswers;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Tests\ChatTestCase;

/** Answers from a file: in parts, each imported once, whatever happens in between. */
final class AnswerImportTest extends ChatTestCase {

	private AnswerRepository $answers;

	protected function setUp(): void {
		parent::setUp();
		$this->sign_in();
		$this->answers = $this->plugin->services->get( AnswerRepository::class );
	}

	public function test_every_line_is_imported_once_refused_with_a_reason_or_known(): void {
		$this->plugin->services->get( AnswerService::class )->add( 'Do you rent?', 'Yes, by the day.', 'en', 1 );
		$this->plugin->services->get( AnswerService::class )->add( 'Where are you?', 'In Lyon.', 'en', 1 );

		$import = $this->import( [
			[ 'Do you rent?', 'Yes, by the day.', 'en' ],
			[ 'WHERE are you?', 'In Paris.', 'en' ],
			[ '=SUM(A1)', '=HYPERLINK("http://evil.example")', '' ],
			[ '', 'No question.', '' ],
			[ str_repeat( 'q', 501 ), 'Long.', '' ],
			[ 'Which language?', 'None.', 'english' ],
		] );

		self::assertSame( [ 'done', 1, 1, 1, 3 ], $this->outcome( $import ) );
		self::assertSame( 'In Paris.', $this->answers->by_question( 'Where are you?', 'en' )?->answer );
		self::assertSame( '=HYPERLINK("http://evil.example")', $this->answers->by_question( '=SUM(A1)', '' )?->answer, 'Text stays text.' );
		$report = $this->file( "/knowledge/answer-imports/{$import['id']}/refused" );
		self::assertStringContainsString( "5,Write both a question and its answer.,,No question.,\r\n", $report );
		self::assertStringContainsString( '6,The question is too long: at most 500 characters.,qqq', $report );
		self::assertStringContainsString( '7,"Choose a language by its code', $report );

		$again = $this->import( [ [ 'Do you rent?', 'Yes, by the day.', 'en' ], [ '=SUM(A1)', '=HYPERLINK("http://evil.example")', '' ] ] );
		self::assertSame( [ 'done', 0, 0, 2, 0 ], $this->outcome( $again ) );
	}

	public function test_the_assistant_knows_what_was_imported(): void {
		$this->import( [ [ 'Do you repair unicycles?', 'We repair unicycles on the first Tuesday of each month.', 'en' ] ] );

		$found = $this->rest( 'GET', '/knowledge/search?q=unicycles&language=en' )->get_data();
		self::assertStringContainsString( 'first Tuesday', $found['items'][0]['text'] );
	}

	public function test_nothing_is_looked_for_in_the_index_for_a_new_answer(): void {
		$this->import( $this->numbered( 1, 2 ) );

		$counts  = [];
		$counter = static function ( string $query ) use ( &$counts ): string {
			$counts[] = $query;
			return $query;
		};
		$next    = 3;
		$queries = array_map( function ( int $lines ) use ( &$counts, &$next, $counter ): int {
			$counts = [];
			add_filter( 'query', $counter );
			$this->import( $this->numbered( $next, $next + $lines - 1 ) );
			remove_filter( 'query', $counter );
			$next += $lines;
			return count( $counts );
		}, [ 10, 20 ] );

		self::assertLessThanOrEqual( 16 * 10, $queries[1] - $queries[0], 'Queries of ten more lines.' );
		self::assertSame( [], preg_grep( '/\ASELECT .*document_id = /', $counts ) );
	}

	public function test_an_export_cannot_run_in_a_spreadsheet(): void {
		$this->import( [ [ '=1+1', '@cmd', 'fr' ] ] );

		self::assertStringContainsString( "'=1+1,'@cmd,fr\r\n", $this->file( '/knowledge/answers/export' ) );
	}

	public function test_nothing_is_imported_before_all_lines_are_here(): void {
		$import = $this->begin( 60 );
		$this->send( $import, 0, $this->numbered( 1, 50 ) );
		$refused = $this->rest( 'POST', "/knowledge/answer-imports/{$import['id']}/start", [] );
		self::assertSame( [ 409, 'aaia_import_incomplete' ], [ $refused->get_status(), $refused->get_data()['code'] ] );
		self::assertSame( 0, $this->answers->count() );

		$this->send( $import, 1, $this->numbered( 51, 60 ) );
		$this->send( $import, 1, $this->numbered( 51, 60 ) );
		$this->start( $import );
		self::assertSame( [ 'done', 60, 0, 0, 0 ], $this->outcome( $import ) );
	}

	public function test_a_worker_that_dies_in_a_part_leaves_it_whole_and_the_next_one_goes_on(): void {
		$import = $this->begin( 120 );
		$this->send( $import, 0, $this->numbered( 1, 120 ) );
		$this->rest( 'POST', "/knowledge/answer-imports/{$import['id']}/start", [] );
		$deaths = 0;
		$die    = static function ( string $sql ) use ( &$deaths ): string {
			if ( 0 === $deaths && str_contains( $sql, 'Question 70' ) && str_starts_with( ltrim( $sql ), 'INSERT' ) ) {
				++$deaths;
				throw new \RuntimeException( 'Killed.' );
			}
			return $sql;
		};
		add_filter( 'query', $die );
		try {
			$this->run_import( $import );
			self::fail( 'It was not killed.' );
		} catch ( \RuntimeException $killed ) {
			self::assertSame( 'Killed.', $killed->getMessage() );
		}
		remove_filter( 'query', $die );
		self::assertSame( 50, $this->answers->count(), 'The first part, and nothing of the second.' );
		self::assertSame( 50, $this->newest()['done'] );

		$this->run_import( $import );
		self::assertSame( [ 'done', 120, 0, 0, 0 ], $this->outcome( $import ) );
		self::assertSame( 120, $this->answers->count() );
	}

	public function test_two_workers_import_a_part_once(): void {
		$import = $this->begin( 50 );
		$this->send( $import, 0, $this->numbered( 1, 50 ) );
		$this->rest( 'POST', "/knowledge/answer-imports/{$import['id']}/start", [] );
		$stale  = $this->plugin->services->get( AnswerImportRepository::class )->find( $import['id'] );
		self::assertNotNull( $stale );
		$this->run_import( $import );

		$slow = $this->plugin->services->get( AnswerImportRepository::class );
		self::assertFalse( $slow->take_part( $stale, 0 ) );
		self::assertSame( [ 'done', 50, 0, 0, 0 ], $this->outcome( $import ) );
	}

	public function test_a_stopped_import_says_what_it_has_done_and_another_may_begin(): void {
		$import = $this->begin( 50 );
		$this->send( $import, 0, $this->numbered( 1, 50 ) );
		$this->rest( 'POST', "/knowledge/answer-imports/{$import['id']}/start", [] );
		$busy = $this->rest( 'POST', '/knowledge/answer-imports', [ 'name' => 'b.csv', 'total' => 1 ] );
		self::assertSame( [ 409, 'aaia_import_running' ], [ $busy->get_status(), $busy->get_data()['code'] ] );

		$this->rest( 'POST', "/knowledge/answer-imports/{$import['id']}/stop", [] );
		$this->run_import( $import );
		self::assertSame( [ 'stopped', 0, 0, 0, 0 ], $this->outcome( $import ) );
		self::assertSame( 201, $this->rest( 'POST', '/knowledge/answer-imports', [ 'name' => 'b.csv', 'total' => 1 ] )->get_status() );
	}

	public function test_endless_files_are_refused(): void {
		self::assertSame( 400, $this->rest( 'POST', '/knowledge/answer-imports', [ 'name' => 'a.csv', 'total' => 100_001 ] )->get_status() );
	}

	/** @return list<array{string, string, string}> */
	private function numbered( int $from, int $to ): array {
		return array_map( static fn( int $at ): array => [ "Question $at?", "Answer $at.", 'en' ], range( $from, $to ) );
	}

	/** @return array{id: string} */
	private function begin( int $total ): array {
		return $this->rest( 'POST', '/knowledge/answer-imports', [ 'name' => 'answers.csv', 'total' => $total ] )->get_data();
	}

	/**
	 * @param array{id: string}                    $import
	 * @param list<array{string, string, string}> $lines
	 */
	private function send( array $import, int $position, array $lines ): void {
		$number = $position * AnswerImportsController::PART + 1;
		$sent   = $this->rest( 'PUT', "/knowledge/answer-imports/{$import['id']}/lines", [
			'position' => $position,
			'lines'    => array_map( static function ( array $line ) use ( &$number ): array {
				return [ 'line' => ++$number, 'question' => $line[0], 'answer' => $line[1], 'language' => $line[2] ];
			}, $lines ),
		] );
		self::assertSame( 200, $sent->get_status(), (string) wp_json_encode( $sent->get_data() ) );
	}

	/** @param array{id: string} $import */
	private function start( array $import ): void {
		self::assertSame( 200, $this->rest( 'POST', "/knowledge/answer-imports/{$import['id']}/start", [] )->get_status() );
		$this->run_import( $import );
	}

	/** @param array{id: string} $import */
	private function run_import( array $import ): void {
		$this->plugin->services->get( ImportAnswers::class )->handle( new Job( 1, ImportAnswers::NAME, [ 'import' => $import['id'] ], 1 ) );
	}

	/**
	 * @param list<array{string, string, string}> $lines
	 *
	 * @return array{id: string}
	 */
	private function import( array $lines ): array {
		$import = $this->begin( count( $lines ) );
		$this->send( $import, 0, $lines );
		$this->start( $import );
		return $import;
	}

	/** @return array<string, mixed> */
	private function newest(): array {
		return $this->rest( 'GET', '/knowledge/answer-imports' )->get_data()['import'];
	}

	/**
	 * @param array{id: string} $import
	 *
	 * @return list<mixed>
	 */
	private function outcome( array $import ): array {
		$newest = $this->newest();
		self::assertSame( $import['id'], $newest['id'] );
		return [ $newest['state'], $newest['added'], $newest['changed'], $newest['known'], $newest['refused'] ];
	}

	private function file( string $path ): string {
		$response = $this->rest( 'GET', $path );
		self::assertInstanceOf( \Aaia\Chatbot\Http\FileResponse::class, $response );
		return implode( '', iterator_to_array( ( $response->pieces )(), false ) );
	}
}
