<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Text;

use Aaia\Chatbot\Content\Text\Docx\DocxText;
use Aaia\Chatbot\Content\Text\FileContent;
use Aaia\Chatbot\Content\Text\FileKind;
use Aaia\Chatbot\Content\Text\FileReader;
use Aaia\Chatbot\Content\Text\HtmlText;
use Aaia\Chatbot\Content\Text\Pdf\PdfText;
use Aaia\Chatbot\Content\Text\TextFileReader;
use Aaia\Chatbot\Content\Text\Unreadable;
use Aaia\Chatbot\Tests\TestCase;

/** Any file gives text or a reason, and PHP's limits are restored afterwards. */
final class FileReaderTest extends TestCase {

	private string $path;

	protected function setUp(): void {
		parent::setUp();
		$this->path = (string) tempnam( sys_get_temp_dir(), 'aaia' );
	}

	protected function tearDown(): void {
		unlink( $this->path );
		parent::tearDown();
	}

	private function read( FileKind $kind ): FileContent {
		return ( new FileReader( new TextFileReader( new HtmlText() ), new DocxText(), new PdfText() ) )->read( $kind, $this->path );
	}

	public function test_a_file_of_another_kind_than_its_name_says_gives_a_reason_and_never_an_error(): void {
		foreach ( [ '', "\0\0\0", '%PDF-1.4', "PK\x03\x04", '<html>', "\xFF\xD8\xFF\xE0", random_bytes( 5000 ) ] as $bytes ) {
			file_put_contents( $this->path, $bytes );
			clearstatcache();
			foreach ( [ FileKind::Docx, FileKind::Pdf ] as $kind ) {
				self::assertSame( [], $this->read( $kind )->sections );
				self::assertSame( Unreadable::Broken, $this->read( $kind )->problem );
			}
			foreach ( [ FileKind::Text, FileKind::Markdown, FileKind::Html, FileKind::Csv ] as $kind ) {
				self::assertSame( [] === $this->read( $kind )->sections, Unreadable::NoText === $this->read( $kind )->problem );
			}
		}
	}

	public function test_a_file_over_the_limit_of_its_kind_is_not_opened(): void {
		$file = fopen( $this->path, 'wb' );
		self::assertIsResource( $file );
		ftruncate( $file, 60_000_000 );
		fclose( $file );
		clearstatcache();
		$before = memory_get_peak_usage();
		foreach ( FileKind::cases() as $kind ) {
			self::assertSame( Unreadable::TooLarge, $this->read( $kind )->problem, $kind->value );
		}
		self::assertLessThan( 5_000_000, memory_get_peak_usage() - $before );
	}

	public function test_the_limits_of_php_are_restored(): void {
		file_put_contents( $this->path, 'Some text.' );
		clearstatcache();
		$memory  = (string) ini_get( 'memory_limit' );
		$seconds = ini_get( 'max_execution_time' );
		try {
			foreach ( [ '-1', '512M' ] as $limit ) {
				ini_set( 'memory_limit', $limit );
				$this->read( FileKind::Pdf );
				self::assertSame( $limit, ini_get( 'memory_limit' ) );
				self::assertSame( $seconds, ini_get( 'max_execution_time' ) );
			}
		} finally {
			ini_set( 'memory_limit', $memory );
		}
	}

	public function test_kinds_are_found_by_extension(): void {
		self::assertSame( FileKind::Docx, FileKind::from_path( '/a/Tarifs.DOCX' ) );
		self::assertSame( FileKind::Pdf, FileKind::from_path( 'manual.v2.pdf' ) );
		self::assertNull( FileKind::from_path( 'archive.pdf.zip' ) );
		self::assertNull( FileKind::from_path( 'pdf' ) );
		self::assertFalse( FileKind::Pdf->is_quick( 10 ) );
		self::assertTrue( FileKind::Csv->is_quick( 10_000 ) );
		self::assertFalse( FileKind::Csv->is_quick( 4_000_000 ) );
	}
}
