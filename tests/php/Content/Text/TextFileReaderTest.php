<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Text;

use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\Text\FileKind;
use Aaia\Chatbot\Content\Text\HtmlText;
use Aaia\Chatbot\Content\Text\TextFileReader;
use Aaia\Chatbot\Tests\TestCase;

/** Text files as editors and spreadsheets write them. */
final class TextFileReaderTest extends TestCase {

	/** @return list<array{list<string>, string}> Headings and text of each section. */
	private function read( string $ending, string $bytes ): array {
		return array_map(
			static fn( Section $section ): array => [ $section->headings, trim( $section->text ) ],
			( new TextFileReader( new HtmlText() ) )->sections( FileKind::from_path( 'a.' . $ending ) ?? FileKind::Text, $bytes ),
		);
	}

	public function test_markdown_is_read_under_its_headings_without_its_marks(): void {
		$text = "Intro with a [link](https://example.com/a_b).\n\n# Prices\n\nA **bold** and *leaning* `word`, snake_case stays.\n\n## "
			. "Bikes ##\n\n* City bike\n> quoted\n\n```\n# no heading\n```\n\n# Delivery\n\n| Country | Price |\n|---|---:|\n| France | 5 € |\n";
		self::assertSame(
			[
				[ [], 'Intro with a link.' ],
				[ [ 'Prices' ], 'A bold and leaning word, snake_case stays.' ],
				[ [ 'Prices', 'Bikes' ], "• City bike\nquoted\n\n# no heading" ],
				[ [ 'Delivery' ], "Country | Price\n\nFrance | 5 €" ],
			],
			$this->read( 'md', $text )
		);
	}

	public function test_each_row_of_a_table_carries_the_names_of_its_columns(): void {
		self::assertSame(
			[ [ [], "Model: Ville 3, Price: 1 200 €\nModel: Cargo \"XL\", Price: 3 400 €, in stock" ] ],
			$this->read( 'csv', "Model;Price;\r\nVille 3;1 200 €;\r\n\"Cargo \"\"XL\"\"\";3 400 €;in stock\r\n;;\r\n" ),
		);
		self::assertSame( [ [ [], 'only, names' ] ], $this->read( 'csv', 'only,names' ) );
	}

	public function test_html_files_are_read_as_a_visitor_would(): void {
		self::assertSame(
			[ [ [ 'Opening hours' ], 'Monday to Friday.' ] ],
			$this->read(
				'html',
				'<html><head><title>x</title><style>p{}</style></head><body><nav>Home</nav><h1>Opening hours</h1><p>Monday to Friday.<script>alert(1)</script></p></body></html>',
			),
		);
	}

	public function test_encodings_of_old_editors_and_spreadsheets_are_read(): void {
		foreach ( [
			'UTF-8' => "\xEF\xBB\xBF",
			'Windows-1252' => '',
			'UTF-16LE' => "\xFF\xFE",
			'UTF-16BE' => "\xFE\xFF",
		] as $encoding => $mark ) {
			self::assertSame(
				[ [ [], 'Été à Lyon : 5 €' ] ],
				$this->read( 'txt', $mark . (string) iconv( 'UTF-8', $encoding, 'Été à Lyon : 5 €' ) ),
				$encoding,
			);
		}
	}

	public function test_binary_data_gives_no_sections(): void {
		foreach ( [ '', " \n\t", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "\0\0\0\0" ] as $bytes ) {
			foreach ( [ 'txt', 'md', 'markdown', 'html', 'htm', 'csv' ] as $ending ) {
				self::assertSame( [], $this->read( $ending, $bytes ), $ending );
			}
		}
	}
}
