<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Http\Csv;
use Aaia\Chatbot\Http\FileResponse;
use Aaia\Chatbot\Http\StreamServer;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\Usage;

/** Export of metrics as CSV and JSON. */
final class ExportMetricsTest extends MetricsTestCase {

	public function test_the_export_contains_only_the_answers_of_the_list(): void {
		[ $good ]    = $this->asked( 'How long is delivery to region 3?' );
		[ $refused ] = $this->asked( 'Do you sell unicorns?' );
		$this->assertEqualsCanonicalizing( [ $good, $refused ], array_column( $this->json( '' ), 'conversation' ) );
		$this->assertSame( [ $refused ], array_column( $this->json( '&answers=refused' ), 'conversation' ) );
		$this->assertSame( [ $refused ], array_column( $this->json( '&search=unicorns' ), 'conversation' ) );
		$this->assertSame( [], $this->json( '&answers=flagged' ) );
		$this->assertSame(
			[ 'origin', 'passages', 'times' ],
			array_values( array_intersect( [ 'origin', 'passages', 'times' ], array_keys( $this->json( '' )[0] ) ) ),
		);
	}

	public function test_the_export_contains_each_conversation_once_across_pages(): void {
		$this->asked( 'How long is delivery to region 3?' );
		$conversation = $this->row( 'conversations', 'channel', 'web' );
		$metrics      = $this->database()->row( 'SELECT * FROM %i', $this->database()->table( 'answer_metrics' ) ) ?? [];
		$message      = $this->row( 'messages', 'author_type', 'assistant' );
		for ( $copy = 1; $copy <= 230; $copy++ ) {
			$id = $this->database()->insert( 'conversations', [ 'public_id' => "copy-$copy" ] + array_diff_key( $conversation, [ 'id' => 1 ] ) );
			$of = $this->database()->insert(
				'messages',
				[ 'public_id' => "answer-$copy", 'conversation_id' => $id ] + array_diff_key( $message, [ 'id' => 1 ] ),
			);
			$this->database()->insert( 'answer_metrics', [ 'message_id' => $of, 'conversation_id' => $id ] + $metrics );
		}
		$found = array_column( $this->json( '' ), 'message' );
		$this->assertCount( 231, $found );
		$this->assertSame( $found, array_values( array_unique( $found ) ) );
	}

	public function test_the_export_contains_the_category_and_the_labels(): void {
		[ $conversation ] = $this->asked( 'How long is delivery to region 3?' );
		$this->asked( 'Do you sell unicorns?' );
		$this->sign_in();
		$this->rest( 'POST', '/categories', [ 'name' => 'Delivery' ] );
		$this->rest( 'PATCH', "/conversations/$conversation", [ 'category' => 'delivery', 'labels' => [ 'b', '=A1' ] ] );
		$sorted = array_column( $this->json( '' ), null, 'conversation' );
		$this->assertSame( [ 'Delivery', [ '=A1', 'b' ] ], [ $sorted[ $conversation ]['category'], $sorted[ $conversation ]['labels'] ] );
		unset( $sorted[ $conversation ] );
		$this->assertSame( [ null, [] ], [ current( $sorted )['category'] ?? null, current( $sorted )['labels'] ?? null ] );
		$this->assertStringContainsString( ",Delivery,'=A1 | b", $this->file( '?format=csv' ) );
	}

	public function test_the_export_contains_what_staff_say_of_the_answers(): void {
		[ $conversation, $message ] = $this->asked( 'How long is delivery to region 3?' );
		$this->sign_in();
		$this->rest( 'PUT', "/conversations/$conversation/messages/$message/review", [ 'verdict' => 'invented', 'note' => '=No page' ] );
		$review = $this->json( '' )[0]['review'];
		$this->assertSame( [ 'invented', '=No page' ], [ $review['verdict'], $review['note'] ] );
		$this->assertStringContainsString( ",invented,'=No page," . $review['at'], $this->file( '?format=csv' ) );
	}

	public function test_the_csv_is_complete_and_runs_no_formula_in_a_spreadsheet(): void {
		$this->model( static fn(): array => [ new TextDelta( 'It costs 99 €.' ), new Usage( 1000, 100 ) ] );
		$this->settings( [ 'model_prices' => [ 'scripted = 2 / 8' ], 'price_currency' => 'EUR' ] );
		$question                   = "=HYPERLINK(\"https://evil.test\",\"x\")\nregion 3; é";
		[ $conversation, $message ] = $this->asked( $question );
		$file                       = $this->file( '?format=csv' );
		$this->assertStringStartsWith( Csv::BOM, $file );
		$lines = array_map(
			static fn( string $line ): array => str_getcsv( $line, ',', '"', '' ),
			explode( "\r\n", trim( substr( $file, 3 ) ) ),
		);
		$this->assertCount( 2, $lines );
		$cells = array_combine( $lines[0], $lines[1] );
		$this->assertSame(
			[ $conversation, $message, 'scripted', '1000', '100', '0.0028', 'EUR' ],
			[
				ltrim( $cells['conversation'], "'" ),
				ltrim( $cells['message'], "'" ),
				$cells['model'],
				$cells['input_tokens'],
				$cells['output_tokens'],
				$cells['cost'],
				$cells['currency'],
			],
		);
		$this->assertStringStartsWith( "'=HYPERLINK(\"https", $cells['question'] );
		$this->assertSame( 'price: 99 €', $cells['flags'] );
	}

	public function test_cells_that_begin_like_formulas_are_text_and_numbers_stay_numbers(): void {
		foreach ( [ '=1+1', '+1', '-1', '@A1', "\t=1", "\r=1", ' =1', '＝1', '|x', '%x' ] as $cell ) {
			$this->assertStringContainsString( "'", Csv::line( [ $cell ] ), $cell );
		}
		$this->assertSame( "-5,0.5,,1,a,\"b\"\"c\"\r\n", Csv::line( [ -5, 0.5, null, true, 'a', 'b"c' ] ) );
		$this->assertSame( "\"two\nlines\"\r\n", Csv::line( [ "two\nlines" ] ) );
	}

	public function test_the_export_needs_its_capability_and_valid_filters(): void {
		wp_set_current_user( 0 );
		$this->assertSame( 401, $this->rest( 'GET', '/metrics/export' )->get_status() );
		$this->sign_in( 'subscriber' );
		$this->assertSame( 403, $this->rest( 'GET', '/metrics/export' )->get_status() );
		$this->sign_in();
		$this->assertSame( 400, $this->rest( 'GET', '/metrics/export?from=yesterdayish' )->get_status() );
		$this->assertSame( 400, $this->rest( 'GET', '/metrics/export?format=xls' )->get_status() );
		$this->assertSame(
			'attachment; filename="aaia-answers.csv"',
			$this->rest( 'GET', '/metrics/export' )->get_headers()['Content-Disposition'] ?? '',
		);
	}

	/** @return list<array<string, mixed>> */
	private function json( string $query ): array {
		return json_decode( $this->file( "?format=json$query" ), true, 512, JSON_THROW_ON_ERROR );
	}

	private function file( string $query ): string {
		$this->sign_in();
		$response = $this->rest( 'GET', "/metrics/export$query" );
		$this->assertInstanceOf( FileResponse::class, $response );
		$file   = '';
		$server = new StreamServer( static function ( string $piece ) use ( &$file ): void {
			$file .= $piece;
		} );
		$this->assertTrue( $server->serve( false, $response ) );
		return $file;
	}
}
