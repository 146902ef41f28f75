<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Text\Docx;

use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\Text\Docx\DocxText;
use Aaia\Chatbot\Content\Text\FileContent;
use Aaia\Chatbot\Content\Text\ReadingBudget;
use Aaia\Chatbot\Content\Text\ReadingFailed;
use Aaia\Chatbot\Content\Text\Unreadable;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\Group;

/** Word files as people write them, and as attackers do. */
final class DocxTextTest extends TestCase {

	private string $path;

	protected function setUp(): void {
		parent::setUp();
		$this->path = (string) tempnam( sys_get_temp_dir(), 'aaia' );
	}

	protected function tearDown(): void {
		unlink( $this->path );
		parent::tearDown();
	}

	private function content( ?ReadingBudget $budget = null ): FileContent {
		return ( new DocxText() )->content( $this->path, $budget ?? new ReadingBudget() );
	}

	/**
	 * @param array<string, string> $parts
	 *
	 * @return list<array{string, string}> Heading path and text of each section.
	 */
	private function read( string $body, array $parts = [] ): array {
		WordFile::write( $this->path, $body, $parts );
		return array_map(
			static fn( Section $section ): array => [ implode( ' > ', $section->headings ), $section->text ],
			$this->content()->sections,
		);
	}

	private function assert_unreadable( Unreadable $reason, ?ReadingBudget $budget = null ): void {
		try {
			$this->content( $budget );
		} catch ( ReadingFailed $failed ) {
			self::assertSame( $reason, $failed->reason );
			return;
		}
		self::fail( 'The file was read.' );
	}

	public function test_text_is_under_its_headings_in_any_language_of_word_and_with_any_styles(): void {
		self::assertSame(
			[
				[ '', 'Avant-propos.' ],
				[ 'Livraison', 'Sous 48 h.' ],
				[ 'Livraison > Corse', 'Sous 5 jours.' ],
				[ 'Livraison > Étranger > Suisse', 'Sur devis.' ],
				[ 'Retours', 'Trente jours.' ],
			],
			$this->read(
				WordFile::p( 'Sommaire……3', 'TM1' ) . WordFile::p( 'Avant-propos.' ) . WordFile::p( 'Livraison', 'Titre1' )
					. WordFile::p( 'Sous 48 h.' )
				. WordFile::p( 'Corse', 'Titre2' ) . WordFile::p( 'Sous 5 jours.' ) . WordFile::p( 'Étranger', 'Rubrique' )
					. WordFile::p( 'Suisse', 'Plan' ) . WordFile::p( '', 'Titre2' ) . WordFile::p( 'Sur devis.' )
				. '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>' . WordFile::r( 'Retours' ) . '</w:p>' . WordFile::p( 'Trente jours.' )
			)
		);
	}

	public function test_a_file_without_styles_is_read_by_the_names_of_its_headings(): void {
		self::assertSame(
			[ [ 'Prices', 'All in euros.' ] ],
			$this->read(
				WordFile::p( 'Prices', 'Heading1' ) . WordFile::p( 'All in euros.' ),
				[ 'word/_rels/document.xml.rels' => '<Relationships/>' ],
			),
		);
	}

	public function test_invisible_text_is_left_out(): void {
		$body = '<w:p><w:r><w:t>The price is </w:t></w:r><w:del><w:r><w:delText>40 €</w:delText><w:t>41 '
			. '€</w:t></w:r></w:del><w:ins><w:r><w:t>45 €</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> moved</w:t></w:r></w:moveFrom>'
			. '<w:r><w:rPr><w:vanish/></w:rPr><w:t> secret</w:t></w:r><w:r><w:rPr><w:vanish '
			. 'w:val="0"/></w:rPr><w:t>.</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>'
			. '<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>' . WordFile::p( 'Click here to enter text.' ) . '</w:sdtContent></w:sdt>'
			. '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
				. WordFile::p( 'Prices 3' ) . '</w:sdtContent></w:sdt>'
			. '<w:sdt><w:sdtContent>' . WordFile::p( 'Kept.' ) . '</w:sdtContent></w:sdt>';
		self::assertSame( [ [ '', "The price is 45 €.\nKept." ] ], $this->read( $body ) );
	}

	public function test_links_tabs_breaks_hyphens_and_notes_are_text(): void {
		$body = '<w:p><w:pPr><w:tabs><w:tab w:val="left" '
			. 'w:pos="10"/></w:tabs></w:pPr><w:r><w:t>Call</w:t><w:tab/><w:t>us</w:t></w:r><w:hyperlink><w:r><w:t xml:space="preserve"> or '
			. 'write</w:t></w:r></w:hyperlink><w:r><w:br/><w:t>toll</w:t><w:noBreakHyphen/><w:t>free</w:t></w:r><w:r><w:footnoteReference '
			. 'w:id="1"/></w:r></w:p>';
		self::assertSame( [ [ '', "Call us or write\ntoll-free\nHors Corse et Monaco." ] ], $this->read( $body ) );
	}

	public function test_a_text_box_is_read_once_after_the_paragraph_it_is_anchored_to(): void {
		$box  = '<w:txbxContent>' . WordFile::p( 'Open on Sundays' ) . '</w:txbxContent>';
		$body = '<w:p><w:r><w:t xml:space="preserve">Our shop </w:t></w:r><w:r><mc:AlternateContent><mc:Choice>' . $box
			. '</mc:Choice><mc:Fallback>' . $box
			. '</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>is in Lyon.</w:t></w:r></w:p>';
		self::assertSame( [ [ '', "Our shop is in Lyon.\nOpen on Sundays" ] ], $this->read( $body ) );
	}

	public function test_each_row_of_a_table_carries_the_names_of_its_columns(): void {
		$look = '<w:tblLook w:val="04A0"/>';
		self::assertSame(
			[ [ '', "Model: Ville 3; Price: 499 €; Stock: 12\nModel: Cargo; Price: 3 400 €; Stock: 2" ] ],
			$this->read( WordFile::table(
				[ [ 'Model', 'Price', 'Stock' ], [ 'Ville 3', '499 €', '12' ], [ 'Cargo', '3 400 €', '2' ] ],
				$look,
			) ),
		);
		self::assertSame(
			[ [ '', "Monday: 9 to 12\nTuesday: closed" ] ],
			$this->read( WordFile::table( [ [ 'Monday', '9 to 12' ], [ 'Tuesday', 'closed' ] ], $look ) ),
			'Two columns are a name and its value.',
		);
		self::assertSame(
			[ [ '', 'Paris; 75000; France' . "\n" . 'Lyon; 69000; France' ] ],
			$this->read( WordFile::table( [ [ 'Paris', '75000', 'France' ], [ 'Lyon', '69000', 'France' ] ], $look ) ),
			'Figures name no column.',
		);
	}

	public function test_merged_cells_and_tables_in_tables_keep_their_place(): void {
		$merge = static fn( string $text, string $how ): string => '<w:tcPr><w:vMerge' . $how . '/></w:tcPr>' . WordFile::p( $text );
		$rows  = [
			[ 'Zone', 'Weight', 'Price' ],
			[ $merge( 'France', ' w:val="restart"' ), '1 kg', '5 €' ],
			[ $merge( '', '' ), '2 kg', '7 €' ],
			[ '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' . WordFile::p( 'Elsewhere' ), 'ask' ],
		];
		self::assertSame(
			[ [ '', "Zone: France; Weight: 1 kg; Price: 5 €\nZone: France; Weight: 2 kg; Price: 7 €\nZone: Elsewhere; Price: ask" ] ],
			$this->read( WordFile::table( $rows, '<w:tblLook w:firstRow="1"/>' ) ),
		);
		self::assertSame(
			[ [ '', 'Hours: Monday: 9 to 12 Tuesday: closed' ], [ '', 'Address: Lyon' ] ],
			array_map(
				static fn( string $line ): array => [ '', $line ],
				explode(
					"\n",
					$this->read(
						WordFile::table( [
							[ 'Hours', WordFile::table( [ [ 'Monday', '9 to 12' ], [ 'Tuesday', 'closed' ] ] ) . '<w:p/>' ],
							[ 'Address', 'Lyon' ],
						] ),
					)[0][1],
				),
			),
		);
	}

	public function test_a_layout_table_keeps_its_headings(): void {
		self::assertSame(
			[ [ 'Prices', "One.\nTwo." ] ],
			$this->read( WordFile::table( [ [ WordFile::p( 'Prices', 'Titre1' ) . WordFile::p( 'One.' ) ], [ WordFile::p( 'Two.' ) ] ] ) ),
		);
	}

	public function test_a_file_with_pictures_only_says_that_there_is_no_text(): void {
		self::assertSame( [], $this->read( '<w:p><w:r><w:drawing/></w:r></w:p>' ) );
		self::assertSame( Unreadable::NoText, $this->content()->problem );
	}

	public function test_files_that_are_damaged_or_something_else_say_so(): void {
		foreach ( [ '', 'PK', 'no zip at all, but long enough to be looked at', "PK\x05\x06" . str_repeat( "\0", 18 ) ] as $bytes ) {
			file_put_contents( $this->path, $bytes );
			$this->assert_unreadable( Unreadable::Broken );
		}
		WordFile::write( $this->path, '<w:p><w:r><w:t>Not closed' );
		$this->assert_unreadable( Unreadable::Broken );
		WordFile::write( $this->path, WordFile::p( 'A whole document. ' . wp_generate_password( 3000, false ) ) );
		$bytes = (string) file_get_contents( $this->path );
		file_put_contents( $this->path, substr( $bytes, 0, 700 ) . str_repeat( "\xFF", 600 ) . substr( $bytes, 1300 ) );
		$this->assert_unreadable( Unreadable::Broken );
		foreach ( [ 0.2, 0.5, 0.9 ] as $share ) {
			file_put_contents( $this->path, substr( $bytes, 0, (int) ( $share * strlen( $bytes ) ) ) );
			$this->assert_unreadable( Unreadable::Broken );
		}
	}

	public function test_a_file_with_a_password_says_so(): void {
		file_put_contents(
			$this->path,
			"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" . str_repeat( "\0", 1000 ) . "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
		);
		$this->assert_unreadable( Unreadable::Protected );
		file_put_contents( $this->path, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" . str_repeat( "\0", 1000 ) );
		$this->assert_unreadable( Unreadable::Broken );
	}

	public function test_entities_are_never_expanded_and_nothing_outside_is_read(): void {
		foreach ( [
			'<!DOCTYPE d [<!ENTITY a "' . str_repeat( 'ha', 50 ) . '"><!ENTITY b "&a;&a;&a;&a;">]>',
			'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
		] as $type ) {
			WordFile::write(
				$this->path,
				'',
				[ 'word/document.xml' => $type . '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>' ],
			);
			$this->assert_unreadable( Unreadable::Broken );
		}
	}

	#[Group( 'hostile' )]
	public function test_a_zip_bomb_is_refused_and_takes_little_memory(): void {
		$before = memory_get_peak_usage();
		WordFile::write( $this->path, '', [ 'word/document.xml' => str_repeat( ' ', 60_000_000 ) ] );
		$this->assert_unreadable( Unreadable::TooHeavy );
		// A bomb that lies about its size.
		$bytes = (string) file_get_contents( $this->path );
		file_put_contents( $this->path, str_replace( pack( 'V', 60_000_000 ), pack( 'V', 1000 ), $bytes ) );
		$this->assert_unreadable( Unreadable::TooHeavy );
		self::assertLessThan( 150_000_000, memory_get_peak_usage() - $before );
	}

	public function test_reading_ends_with_its_budget(): void {
		WordFile::write( $this->path, str_repeat( WordFile::p( 'x' ), 5000 ) );
		$this->assert_unreadable( Unreadable::TooHeavy, new ReadingBudget( -1.0 ) );
		$this->assert_unreadable( Unreadable::TooHeavy, new ReadingBudget( 20.0, 1000 ) );
	}
}
