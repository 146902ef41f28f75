<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Import;

use Aaia\Chatbot\Content\Import\ImportReport;
use Aaia\Chatbot\Content\Import\JsonLinesImport;
use Aaia\Chatbot\Tests\Content\KnowledgeTestCase;

final class JsonLinesImportTest extends KnowledgeTestCase {

	private function import( string $lines ): ImportReport {
		$file = fopen( 'php://memory', 'w+b' );
		self::assertIsResource( $file );
		fwrite( $file, $lines );
		rewind( $file );
		return $this->services->get( JsonLinesImport::class )->run( $file );
	}

	public function test_documents_are_imported_and_found_by_their_own_ids(): void {
		$report = $this->import(
			"\xEF\xBB\xBF" . '{"id":"F 1/é","title":"Salt","text":"Salt is white.","url":"https://example.com/salt"}' . "\n\n"
				. '{"id":7,"text":"Pepper is black."}',
		);
		self::assertSame( [ 2, 0, 0 ], [ $report->changed, $report->unchanged, $report->refused ] );
		self::assertSame( 'F 1/é', $this->found( 'white salt' )[0] );
		self::assertSame( '7', $this->found( 'pepper' )[0] );
		self::assertSame( 'https://example.com/salt', $this->hits( 'salt' )[0]->document->url );
	}

	public function test_importing_again_replaces_by_id(): void {
		$this->import( '{"id":"a","title":"","text":"old zebra"}' . "\n" . '{"id":"b","title":"","text":"steady flamingo"}' );
		$report = $this->import( '{"id":"a","title":"","text":"new crocodile"}' . "\n" . '{"id":"b","title":"","text":"steady flamingo"}' );
		self::assertSame( [ 1, 1, 0 ], [ $report->changed, $report->unchanged, $report->refused ] );
		self::assertSame( [], $this->found( 'zebra' ) );
		self::assertSame( [ 'a' ], $this->found( 'crocodile' ) );
	}

	public function test_bad_lines_are_counted_and_the_others_go_in(): void {
		$report = $this->import(
			"not json\n[1]\n{\"id\":\"\",\"text\":\"x\"}\n{\"id\":\"a\"}\n{\"id\":[1],\"text\":\"x\"}\n{\"id\":\"good\",\"text\":\"raspberry\"}\n",
		);
		self::assertSame( [ 1, 5 ], [ $report->changed, $report->refused ] );
		self::assertSame( [ 1, 2, 3, 4, 5 ], array_keys( $report->reasons ) );
		self::assertSame( [ 'good' ], $this->found( 'raspberry' ) );
	}

	public function test_ids_that_differ_by_case_or_accents_are_different(): void {
		$this->import(
			'{"id":"abc","text":"gooseberry"}' . "\n" . '{"id":"ABC","text":"gooseberry"}' . "\n" . '{"id":"äbc","text":"gooseberry"}',
		);
		self::assertCount( 3, $this->found( 'gooseberry' ) );
	}

	public function test_urls_that_are_not_web_addresses_are_left_out(): void {
		$this->import( '{"id":"a","text":"blueberry","url":"javascript:alert(1)"}' );
		self::assertSame( '', $this->hits( 'blueberry' )[0]->document->url );
	}

	public function test_a_text_of_many_megabytes_and_one_of_one_word_are_imported(): void {
		$report = $this->import(
			wp_json_encode( [
				'id' => 'big',
				'text' => 'beginning ' . str_repeat( 'Lorem ipsum dolor sit amet. ', 400_000 ),
			] ) . "\n" . '{"id":"small","text":"cranberry"}',
		);
		self::assertSame( 2, $report->changed );
		self::assertSame( [ 'small' ], $this->found( 'cranberry' ) );
		self::assertSame( [ 'big' ], $this->found( 'beginning' ) );
	}
}
