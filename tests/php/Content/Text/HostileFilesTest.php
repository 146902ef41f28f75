<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Text;

use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\Text\Docx\DocxText;
use Aaia\Chatbot\Content\Text\FileContent;
use Aaia\Chatbot\Content\Text\FileKind;
use Aaia\Chatbot\Content\Text\FileReader;
use Aaia\Chatbot\Content\Text\HtmlText;
use Aaia\Chatbot\Content\Text\Pdf\PdfText;
use Aaia\Chatbot\Content\Text\ReadingBudget;
use Aaia\Chatbot\Content\Text\TextFileReader;
use Aaia\Chatbot\Content\Text\Unreadable;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\Group;

/** Reading files made to block a site ends within the budget with a reason, even inside a single element. */
final class HostileFilesTest extends TestCase {

	private const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

	/** @return array<string, array{FileKind, \Closure(): string, ?Unreadable}> The file is made when the test runs; null when it is read. */
	public static function files(): array {
		$paragraph = static fn( string $attributes ): string => "<w:p$attributes><w:r><w:t>Words</w:t></w:r></w:p>";
		return [
			'HTML with 200,000 attributes'         => [ FileKind::Html, static fn(): string => '<div' . self::attributes() . '>Words</div>', null ],
			'HTML in 200,000 levels'               => [ FileKind::Html, static fn(): string => str_repeat( '<div>', 200_000 ) . 'Words', null ],
			'Markdown with 100,000 brackets'       => [
				FileKind::Markdown,
				static fn(): string => str_repeat( '[', 100_000 ) . str_repeat( '[a](', 50_000 ),
				null,
			],
			'Markdown with runs of spaces'         => [
				FileKind::Markdown,
				static fn(): string => 'Words' . str_repeat( ' ', 1_000_000 ) . '|x' . str_repeat( ' ', 1_000_000 ) . 'x|',
				null,
			],
			'a heading with many signs'            => [
				FileKind::Markdown,
				static fn(): string => "Words\n# a" . str_repeat( '#', 500_000 ) . 'x',
				null,
			],
			'CSV of one line'                      => [ FileKind::Csv, static fn(): string => str_repeat( ',', 4_990_000 ), Unreadable::TooHeavy ],
			'CSV with a quote that never ends'     => [ FileKind::Csv, static fn(): string => "a,b\n\"" . str_repeat( 'Words ', 800_000 ), null ],
			'Word with 200,000 attributes'         => [
				FileKind::Docx,
				static fn(): string => self::docx( $paragraph( self::attributes() ) ),
				Unreadable::TooHeavy,
			],
			'Word with 200,000 namespaces'         => [
				FileKind::Docx,
				static fn(): string => self::docx( $paragraph( self::attributes( 'xmlns:' ) ) ),
				Unreadable::TooHeavy,
			],
			'Word in UTF-16 with 200,000 attributes' => [
				FileKind::Docx,
				static fn(): string => self::docx( $paragraph( self::attributes() ), '', 'UTF-16LE' ),
				Unreadable::TooHeavy,
			],
			'Word with entities of entities'       => [
				FileKind::Docx,
				static fn(): string => self::docx(
					$paragraph( '' ),
					'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' . implode(
						'',
						array_map( static fn( int $n ): string => "<!ENTITY a$n \"" . str_repeat( '&a;', 100 ) . '">', range( 1, 20_000 ) ),
					) . ']>',
				),
				Unreadable::Broken,
			],
			'a bomb'                               => [
				FileKind::Docx,
				static fn(): string => self::docx( str_repeat( ' ', 30_000_000 ) ),
				Unreadable::TooHeavy,
			],
			'PDF with an array of 2,000,000'       => [
				FileKind::Pdf,
				static fn(): string => self::pdf( '/X [' . str_repeat( '1 ', 2_000_000 ) . ']' ),
				Unreadable::TooHeavy,
			],
			'PDF with 2,000,000 comments'          => [
				FileKind::Pdf,
				static fn(): string => self::pdf( '/X ' . str_repeat( "%\n", 2_000_000 ) ),
				Unreadable::TooHeavy,
			],
			'PDF with nested arrays'               => [
				FileKind::Pdf,
				static fn(): string => self::pdf( '/X ' . str_repeat( '[', 300_000 ) . str_repeat( ']', 300_000 ) ),
				null,
			],
			'PDF whose end is stretched'           => [
				FileKind::Pdf,
				static fn(): string => str_replace( "startxref\n", "startxref\n" . str_repeat( "\n", 1_000_000 ) . "x\nstartxref\n", self::pdf( '' ) ),
				Unreadable::TooHeavy,
			],
			'PDF with a number of 2,000,000 digits' => [
				FileKind::Pdf,
				static fn(): string => self::pdf( '', str_repeat( '1', 2_000_000 ) . 'x' ),
				null,
			],
		];
	}

	/** @param \Closure(): string $file */
	#[DataProvider( 'files' )]
	#[Group( 'hostile' )]
	public function test_a_hostile_file_is_read_or_refused_in_words( FileKind $kind, \Closure $file, ?Unreadable $reason ): void {
		$content = $this->read( $kind, $file() );
		self::assertSame( $reason, $content->problem );
		self::assertNotSame( '', $content->problem?->sentence() );
		self::assertSame( null === $reason, [] !== $content->sections );
	}

	/** @return array<string, array{FileKind, string}> Each is one element, line or value of many small parts. */
	public static function long_elements(): array {
		return [
			'HTML'     => [ FileKind::Html, '<p>' . str_repeat( 'a<b>b</b>', 2000 ) . '</p>' ],
			'Markdown' => [ FileKind::Markdown, str_repeat( "line\n", 2000 ) ],
			'CSV'      => [ FileKind::Csv, "a,b\n" . str_repeat( "1,2\n", 2000 ) ],
			'Word'     => [ FileKind::Docx, self::docx( '<w:p>' . str_repeat( '<w:r><w:t>a</w:t></w:r>', 2000 ) . '</w:p>' ) ],
			'PDF'      => [ FileKind::Pdf, self::pdf( '/X [' . str_repeat( '1 ', 2000 ) . ']' ) ],
		];
	}

	#[DataProvider( 'long_elements' )]
	public function test_a_budget_that_is_spent_ends_the_reading_inside_an_element( FileKind $kind, string $bytes ): void {
		self::assertNull( $this->read( $kind, $bytes )->problem );
		self::assertSame( Unreadable::TooHeavy, $this->read( $kind, $bytes, new ReadingBudget( -1.0 ) )->problem );
	}

	#[Group( 'hostile' )]
	public function test_ends_of_elements_that_never_began_end_nothing(): void {
		$sections = ( new HtmlText() )
			->main_sections( str_repeat( '<div><p>', 130 ) . '<p>Words that are long enough to count.' . str_repeat( '</x>', 500_000 ) );
		self::assertSame(
			[ 'Words that are long enough to count.' ],
			array_map( static fn( Section $section ): string => $section->text, $sections ),
		);
	}

	public function test_as_many_attributes_as_word_writes_are_read(): void {
		$some = implode( '', array_map( static fn( int $n ): string => " a$n='\"1\"' b$n=\"'>'\"", range( 1, 100 ) ) );
		self::assertSame(
			"Words\nWords\nWords",
			$this->read( FileKind::Docx, self::docx( str_repeat( "<w:p$some><w:r><w:t>Words</w:t></w:r></w:p>", 3 ) ) )->sections[0]->text,
		);
	}

	private function read( FileKind $kind, string $bytes, ?ReadingBudget $budget = null ): FileContent {
		$path = (string) tempnam( get_temp_dir(), 'aaia-hostile-' );
		try {
			file_put_contents( $path, $bytes );
			return ( new FileReader( new TextFileReader( new HtmlText() ), new DocxText(), new PdfText() ) )->read( $kind, $path, $budget );
		} finally {
			wp_delete_file( $path );
		}
	}

	private static function attributes( string $prefix = '' ): string {
		return implode( '', array_map( static fn( int $n ): string => " {$prefix}a$n=\"u$n\"", range( 1, 200_000 ) ) );
	}

	private static function docx( string $body, string $type = '', string $encoding = 'UTF-8' ): string {
		$xml = "<?xml version=\"1.0\"?>$type<w:document " . self::WORD . "><w:body>$body</w:body></w:document>";
		$xml = 'UTF-8' === $encoding ? $xml : "\xFF\xFE" . mb_convert_encoding( $xml, $encoding, 'UTF-8' );
		return self::zip( 'word/document.xml', $xml );
	}

	/** A zip file of one entry. */
	private static function zip( string $name, string $content ): string {
		$packed = (string) gzdeflate( $content );
		$head   = pack( 'vvvvvVVVvv', 20, 0, 8, 0, 0, crc32( $content ), strlen( $packed ), strlen( $content ), strlen( $name ), 0 );
		$entry  = "PK\x03\x04$head$name$packed";
		$list   = "PK\x01\x02" . pack( 'v', 20 ) . $head . pack( 'vvvVV', 0, 0, 0, 0, 0 ) . $name;
		return $entry . $list . "PK\x05\x06" . pack( 'vvvvVVv', 0, 0, 1, 1, strlen( $list ), strlen( $entry ), 0 );
	}

	/** A PDF of one page that says "Words", with more in the page's object or in its stream. */
	private static function pdf( string $in_page, string $in_stream = '' ): string {
		$stream  = "BT /F1 12 Tf 72 700 Td (Words) Tj ET $in_stream";
		$objects = [
			'<< /Type /Catalog /Pages 2 0 R >>',
			'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
			"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> $in_page>>",
			'<< /Length ' . strlen( $stream ) . " >>\nstream\n$stream\nendstream",
			'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
		];
		$file = "%PDF-1.4\n";
		$list = "0000000000 65535 f \n";
		foreach ( $objects as $index => $object ) {
			$list .= sprintf( "%010d 00000 n \n", strlen( $file ) );
			$file .= ( $index + 1 ) . " 0 obj\n$object\nendobj\n";
		}
		return $file . "xref\n0 6\n{$list}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n" . strlen( $file ) . "\n%%EOF\n";
	}
}
