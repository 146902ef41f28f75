<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Text\Pdf;

use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\Text\FileContent;
use Aaia\Chatbot\Content\Text\Pdf\PdfText;
use Aaia\Chatbot\Content\Text\ReadingBudget;
use Aaia\Chatbot\Content\Text\ReadingFailed;
use Aaia\Chatbot\Content\Text\Unreadable;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\Group;

/** PDF files as programs print them, and as attackers write them. */
final class PdfTextTest extends TestCase {

	private string $path;

	protected function setUp(): void {
		parent::setUp();
		$this->path = (string) tempnam( sys_get_temp_dir(), 'aaia' );
	}

	protected function tearDown(): void {
		unlink( $this->path );
		parent::tearDown();
	}

	private function content( string $bytes, ?ReadingBudget $budget = null ): FileContent {
		file_put_contents( $this->path, $bytes );
		return ( new PdfText() )->content( $this->path, $budget ?? new ReadingBudget() );
	}

	/** @return list<array{string, string, string}> Heading path, anchor and text of each section. */
	private function read( PdfFile $file ): array {
		return array_map(
			static fn( Section $section ): array => [ implode( ' > ', $section->headings ), $section->anchor, $section->text ],
			$this->content( $file->bytes() )->sections,
		);
	}

	private function assert_unreadable( Unreadable $reason, string $bytes, ?ReadingBudget $budget = null ): void {
		try {
			$this->content( $bytes, $budget );
		} catch ( ReadingFailed $failed ) {
			self::assertSame( $reason, $failed->reason );
			return;
		}
		self::fail( 'The file was read.' );
	}

	public function test_packed_and_plain_streams_are_read_and_each_page_has_its_anchor(): void {
		foreach ( [ true, false ] as $packs ) {
			self::assertSame(
				[ [ '', 'page=1', 'Nos horaires : du lundi au vendredi, de 9 h à 18 h.' ], [ '', 'page=2', 'Café offert (5 € sinon).' ] ],
				$this->read(
					( new PdfFile( $packs ) )
						->text( [ 'Nos horaires : du lundi au vendredi, de 9 h à 18 h.' ] )
						->text( [ 'Café offert (5 € sinon).' ] ),
				)
			);
		}
	}

	public function test_lines_become_paragraphs_again(): void {
		$lines = [
			'The guarantee covers every part of the bicycle for two years from the day',
			'on which it was bought. It does not cover what wears out, such as tyres,',
			'brake pads and chains.',
			'Batteries are covered for five years.',
			'• first point',
			'• second point that is so long that it has to go on in a second line of the',
			'page and ends there.',
		];
		self::assertSame(
			[ [
				'',
				'page=1',
				"The guarantee covers every part of the bicycle for two years from the day on which it was bought. It does not cover what wears out, such as tyres, brake pads and chains.\nBatteries are covered for five years.\n• first point\n• second point that is so long that it has to go on in a second line of the page and ends there.",
			] ],
			$this->read( ( new PdfFile() )->text( $lines ) )
		);
	}

	public function test_words_cut_at_the_end_of_a_line_are_whole_again_and_hyphens_of_words_stay(): void {
		$lines = [
			'La livraison est offerte à partir de cinquante euros et votre comman-',
			'de part le jour même si elle nous parvient avant midi, avec le porte-',
			'bagages. Un porte-bagages seul coûte neuf euros, toutes taxes comprises.',
		];
		self::assertSame(
			'La livraison est offerte à partir de cinquante euros et votre commande part le jour même si elle nous parvient avant midi, avec le porte-bagages. Un porte-bagages seul coûte neuf euros, toutes taxes comprises.',
			$this->read( ( new PdfFile() )->text( $lines ) )[0][2],
		);
	}

	public function test_large_fonts_are_headings_and_their_path_continues_over_pages(): void {
		self::assertSame(
			[
				[ 'Conditions générales', 'page=1', 'Applicables à toutes les ventes de la boutique.' ],
				[ 'Conditions générales > Prix', 'page=1', 'Les prix sont en euros, toutes taxes comprises.' ],
				[ 'Conditions générales > Prix', 'page=2', 'Ils changent le premier janvier.' ],
				[ 'Conditions générales > Retours', 'page=2', 'Sous trente jours.' ],
			],
			$this->read(
				( new PdfFile() )->text( [
					[ 'Conditions générales', 24 ],
					'Applicables à toutes les ventes de la boutique.',
					[ 'Prix', 16 ],
					'Les prix sont en euros, toutes taxes comprises.',
				] )
					->text( [ 'Ils changent le premier janvier.', [ 'Retours', 16 ], 'Sous trente jours.' ] )
			)
		);
	}

	public function test_running_heads_page_numbers_and_tables_of_contents_are_left_out(): void {
		$file  = new PdfFile();
		$words = [ 'One', 'Two', 'Three', 'Four' ];
		foreach ( $words as $index => $word ) {
			$number = $index + 1;
			$file->page(
				PdfFile::at( 50, 780, 'Vélo Clairac, price list' )
					. ( 0 === $index ? PdfFile::at( 50, 700, 'Repairs . . . . . . . . 3' ) : '' )
					. PdfFile::at( 50, 600, $word . ' bicycles cost something.' ) . PdfFile::at( 50, 30, $word . ' kinds' )
					. PdfFile::at( 400, 30, (string) $number ) . PdfFile::at( 50, 15, "Page $number / 4" ),
			);
		}
		self::assertSame(
			array_map( static fn( string $word ): string => $word . ' bicycles cost something.', $words ),
			array_column( $this->read( $file ), 2 ),
		);
	}

	public function test_pages_that_differ_only_in_prices_keep_their_lines(): void {
		$file = new PdfFile();
		foreach ( [ 12, 35, 80, 140 ] as $price ) {
			$file->page( PdfFile::at( 50, 760, 'Bicycle bell' ) . PdfFile::at( 50, 400, 'Model of this year' ) . PdfFile::at(
				50,
				40,
				"Price: $price €",
			) );
		}
		self::assertSame(
			[ 'Price: 12 €', 'Price: 35 €', 'Price: 80 €', 'Price: 140 €' ],
			array_map( static fn( array $section ): string => explode( "\n", $section[2] )[1], $this->read( $file ) ),
		);
	}

	public function test_marked_decoration_is_left_out(): void {
		$file = ( new PdfFile() )->page(
			'/Artifact <</Type /Pagination /Subtype /Header>> BDC ' . PdfFile::at( 50, 780, 'Confidential' )
				. ' EMC /P <</MCID 0>> BDC ' . PdfFile::at( 50, 700, 'The price is 5 €.' ) . ' EMC',
		);
		self::assertSame( 'The price is 5 €.', $this->read( $file )[0][2] );
	}

	public function test_table_cells_stay_separate_so_that_no_number_changes(): void {
		$file = ( new PdfFile() )->page(
			PdfFile::at( 50, 700, 'Ville 3' ) . PdfFile::at( 150, 700, '499 €' ) . PdfFile::at( 250, 700, '12' )
				. PdfFile::at( 50, 686, 'Cargo' ) . PdfFile::at( 150, 686, '3 400 €' ) . PdfFile::at( 250, 686, '2' ),
		);
		self::assertSame( "Ville 3; 499 €; 12\nCargo; 3 400 €; 2", $this->read( $file )[0][2] );
	}

	public function test_rows_have_the_names_of_their_columns(): void {
		$row  = static fn( int $y, string ...$cells ): string => implode(
			'',
			array_map( static fn( int $at, string $cell ): string => PdfFile::at( 50 + 120 * $at, $y, $cell ), array_keys( $cells ), $cells ),
		);
		$file = ( new PdfFile() )->page(
			$row( 700, 'Model', 'Price', 'Stock' ) . $row( 686, 'Ville 3', '499 €', '12' )
				. $row( 672, 'Cargo', '3 400 €', '2' ) . $row( 640, 'Paris', '75000', 'France' )
				. $row( 600, 'Front tyre', '3.5 bar' ),
		);
		self::assertSame(
			"Model: Ville 3; Price: 499 €; Stock: 12\nModel: Cargo; Price: 3 400 €; Stock: 2\nParis; 75000; France\nFront tyre; 3.5 bar",
			$this->read( $file )[0][2],
		);
	}

	public function test_words_are_separated_by_the_positions_of_their_letters(): void {
		// Letters one by one, kerning, the spacing of words, and a step between two words instead of a space.
		$file = ( new PdfFile() )->page(
			'BT /F1 10 Tf 1 0 0 1 50 700 Tm (O) Tj 5 0 Td (p) Tj 5 0 Td [(en) 20 (ing) -400 (hours) ] TJ ET BT /F1 10 Tf 50 680 Td <4D6F6E> Tj 15 0 Td (\144\141\171\) ok) Tj T* 0 -20 Td 15 TL (next) Tj (line) \' ET',
		);
		self::assertSame( [ 'Opening hours', 'Monday) ok', 'next line' ], explode( "\n", $this->read( $file )[0][2] ) );
	}

	public function test_forms_inside_pages_are_read_and_one_that_holds_itself_does_not_hang(): void {
		$file = new PdfFile();
		$form = $file->stream(
			PdfFile::at( 0, 0, 'Inside a form.' ) . ' /X1 Do',
			'/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Matrix [1 0 0 1 50 300]',
		);
		$file->page( PdfFile::at( 50, 700, 'On the page.' ) . ' /X1 Do', '/XObject << /X1 ' . $form . ' 0 R >>' );
		self::assertStringContainsString( "On the page.\nInside a form.", $this->read( $file )[0][2] );
	}

	public function test_a_sentence_that_continues_on_the_next_page_stays_whole(): void {
		$sections = $this->read(
			( new PdfFile() )
				->text( [ 'A deposit of twenty percent is due when the order is placed, and the rest is' ] )
				->text( [ 'due on delivery.', 'A second paragraph of this page.' ] ),
		);
		self::assertSame(
			[
				[ '', 'page=1', 'A deposit of twenty percent is due when the order is placed, and the rest is due on delivery.' ],
				[ '', 'page=2', 'A second paragraph of this page.' ],
			],
			$sections,
		);
	}

	public function test_scanned_pages_say_that_there_is_no_text(): void {
		$file = ( new PdfFile() )->page( "q 600 0 0 800 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G ID (BT) EI Q\n" );
		self::assertSame( Unreadable::NoText, $this->content( $file->bytes() )->problem );
	}

	public function test_a_font_without_a_character_map_gives_no_text(): void {
		$file = new PdfFile();
		$font = $file->object(
			'<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [ << /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500 >> ] >>',
		);
		$file->page( 'BT /F9 10 Tf 50 700 Td <00480065006C006C006F> Tj ET', '/Font << /F9 ' . $font . ' 0 R >>' );
		self::assertSame( Unreadable::NoText, $this->content( $file->bytes() )->problem );
	}

	public function test_a_file_with_a_password_says_so(): void {
		$file          = ( new PdfFile() )->text( [ 'Secret' ] );
		$number        = $file->object(
			'<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O (12345678901234567890123456789012) /U (12345678901234567890123456789012) >>',
		);
		$file->trailer = "/Encrypt $number 0 R ";
		$this->assert_unreadable( Unreadable::Protected, $file->bytes() );
	}

	public function test_files_that_are_damaged_or_something_else_say_so(): void {
		$whole = ( new PdfFile() )->text( [ 'A whole document.' ] )->bytes();
		foreach ( [
			'',
			'Not a PDF file.',
			'%PDF-1.7',
			substr( $whole, 0, 900 ),
			"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< >>\nstartxref\n9\n%%EOF\n",
		] as $bytes ) {
			$this->assert_unreadable( Unreadable::Broken, $bytes );
		}
	}

	public function test_a_file_with_a_wrong_cross_reference_table_is_read(): void {
		$whole = ( new PdfFile() )->text( [ 'A whole document.' ] )->bytes();
		foreach ( [
			str_replace( 'startxref', 'startxxxx', $whole ),
			"%PDF-1.5\n% moved by a line\n" . substr( $whole, 9 ),
			substr( $whole, 0, (int) strpos( $whole, 'xref' ) ),
			"mail header\r\n" . str_replace( 'xref', 'xrxf', $whole ),
		] as $number => $bytes ) {
			self::assertSame( 'A whole document.', $this->content( $bytes )->sections[0]->text ?? '', (string) $number );
		}
	}

	public function test_rubbish_inside_does_not_escape(): void {
		mt_srand( 7 );
		$whole = ( new PdfFile( false ) )->text( [ 'A whole document with some words.', 'And a second line.' ] )->bytes();
		for ( $round = 0; $round < 150; $round++ ) {
			$bytes = $whole;
			for ( $hit = 0; $hit < 6; $hit++ ) {
				$bytes[ mt_rand( 0, strlen( $bytes ) - 1 ) ] = chr( mt_rand( 0, 255 ) );
			}
			try {
				$content = $this->content( $bytes, new ReadingBudget( 5.0 ) );
				self::assertTrue( [] !== $content->sections || Unreadable::NoText === $content->problem );
			} catch ( ReadingFailed $failed ) {
				self::assertNotSame( Unreadable::NoProgram, $failed->reason );
			}
		}
	}

	public function test_large_pictures_cost_nothing(): void {
		$file    = new PdfFile();
		$picture = $file->stream(
			str_repeat( 'x', 15_000_000 ),
			'/Type /XObject /Subtype /Image /Width 5000 /Height 3000 /BitsPerComponent 8 /ColorSpace /DeviceGray',
		);
		$scan    = str_repeat( random_bytes( 1_000_000 ), 10 );
		$second  = $file->stream( $scan, '/Type /XObject /Subtype /Image /Width 50 /Height 30', '/DCTDecode' );
		for ( $page = 1; $page <= 20; $page++ ) {
			$file->page(
				'/X1 Do /X2 Do ' . PdfFile::at( 50, 700, "Photograph $page of the workshop." ),
				'/XObject << /X1 ' . $picture . ' 0 R /X2 ' . $second . ' 0 R >>',
			);
		}
		$bytes = $file->bytes();
		self::assertGreaterThan( 10_000_000, strlen( $bytes ) );
		$content = $this->content( $bytes, new ReadingBudget( 20.0, 1_000_000 ) );
		self::assertNull( $content->problem );
		self::assertSame( 'Photograph 20 of the workshop.', $content->sections[19]->text );
	}

	#[Group( 'hostile' )]
	public function test_a_packed_bomb_is_refused(): void {
		$file = new PdfFile();
		$bomb = (string) gzcompress( str_repeat( ' ', 15_000_000 ) );
		for ( $number = 0; $number < 40; $number++ ) {
			$file->object( '<< /Filter /FlateDecode /Length ' . strlen( $bomb ) . " >>\nstream\n$bomb\nendstream" );
		}
		$this->assert_unreadable( Unreadable::TooHeavy, $file->text( [ 'x' ] )->bytes() );
	}

	public function test_pages_that_hold_themselves_and_deep_nesting_do_not_hang(): void {
		$file = ( new PdfFile() )->text( [ 'Once.' ] );
		$self = str_replace( '/Kids [', '/Kids [2 0 R ', $file->bytes() );
		self::assertLessThanOrEqual( 1, count( $this->content_or_none( $self ) ) );
		$this->content_or_none(
			( new PdfFile() )->page( str_repeat( '[', 50_000 ) . str_repeat( '<<', 50_000 ) . str_repeat( '(', 50_000 ) )->bytes(),
		);
		$deep = new PdfFile();
		$deep->object( str_repeat( '[', 20_000 ) . str_repeat( ']', 20_000 ) );
		$this->content_or_none( $deep->text( [ 'x' ] )->bytes() );
	}

	#[Group( 'hostile' )]
	public function test_fonts_with_endless_tables_do_not_hang(): void {
		$file = new PdfFile();
		$map  = $file->stream( "begincmap\n1 beginbfrange\n<00000000> <FFFFFFFF> <0041>\nendbfrange\nendcmap" );
		$font = $file->object( '<< /Type /Font /Subtype /TrueType /BaseFont /Y /ToUnicode ' . $map . ' 0 R >>' );
		$this->assert_unreadable( Unreadable::TooHeavy, $file->page( 'BT /F9 10 Tf (A) Tj ET', '/Font << /F9 ' . $font . ' 0 R >>' )->bytes() );
		$file  = new PdfFile();
		$font  = $file->object(
			'<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [ << /Type /Font /Subtype /CIDFontType2 /BaseFont /X /W ['
				. str_repeat( '0 65535 500 ', 5000 ) . '] >> ] >>',
		);
		$this->content_or_none( $file->page( 'BT /F9 10 Tf <0041> Tj ET', '/Font << /F9 ' . $font . ' 0 R >>' )->bytes() );
	}

	public function test_reading_ends_with_its_budget(): void {
		$this->assert_unreadable( Unreadable::TooHeavy, ( new PdfFile() )->text( [ 'x' ] )->bytes(), new ReadingBudget( -1.0 ) );
	}

	public function test_warnings_of_the_library_are_not_reported_as_errors_of_the_site(): void {
		$reported = [];
		set_error_handler( static function ( int $level, string $message ) use ( &$reported ): bool {
			$reported[] = $message;
			return true;
		} );
		try {
			$file = new PdfFile();
			$map  = $file->stream(
				"/CIDInit begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n2 beginbfchar\n<41> <00C9>\n<42> <D83DDE00>\nendbfchar\n1 beginbfrange\n<43> <44> <0041>\nendbfrange\nendcmap",
			);
			$font = $file->object( '<< /Type /Font /Subtype /Type1 /BaseFont /Y /ToUnicode ' . $map . ' 0 R >>' );
			$file->page( 'Q Q BT /F9 10 Tf 50 700 Td (A) Tj /F8 Tf Td (x) Tj ET EMC', '/Font << /F9 ' . $font . ' 0 R >>' );
			self::assertSame( 'É', mb_substr( $this->read( $file )[0][2], 0, 1 ) );
		} finally {
			restore_error_handler();
		}
		self::assertSame( [], $reported );
	}

	/** @return list<Section> */
	private function content_or_none( string $bytes ): array {
		try {
			return $this->content( $bytes )->sections;
		} catch ( ReadingFailed ) {
			return [];
		}
	}
}
