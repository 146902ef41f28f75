<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\OtherWords;
use Aaia\Chatbot\Language\OtherWordsKind;
use Aaia\Chatbot\Language\Stemmer;
use Aaia\Chatbot\Language\Thesaurus;
use Aaia\Chatbot\Language\Tokenizer;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class ThesaurusTest extends TestCase {

	private const DATA = __DIR__ . '/../../../includes/Language/thesaurus';

	private string $folder = '';

	protected function tearDown(): void {
		if ( '' !== $this->folder ) {
			array_map( unlink( ... ), (array) glob( $this->folder . '/*' ) );
			rmdir( $this->folder );
		}
	}

	/** @return array<string, array{string, string, string}> Question, language, a word of pages. */
	public static function colloquial(): array {
		return [
			'a word'                        => [ 'mon flingue', 'fr', 'arme' ],
			'accents and capitals'          => [ 'une BAGNOLE ÂGÉE', 'fr', 'voiture' ],
			'a plural'                      => [ 'mes bagnoles', 'fr', 'vehicule' ],
			'an inflected verb'             => [ 'on taffe le samedi', 'fr', 'travailler' ],
			'a phrase'                      => [ 'je veux récupérer mes sous', 'fr', 'remboursement' ],
			'a phrase around an apostrophe' => [ 'ça tombe à l’eau', 'fr', 'annulation' ],
			'English'                       => [ 'my telly', 'en', 'television' ],
			'an English phrase'             => [ 'Can I get my money back?', 'en', 'refund' ],
			'a declined card'               => [ 'my card got declined', 'en', 'payment' ],
			'another verb'                  => [ 'vous me rendez mes sous ?', 'fr', 'remboursement' ],
			'what is brought'               => [ 'do I need my own stuff', 'en', 'bring' ],
		];
	}

	#[DataProvider( 'colloquial' )]
	public function test_colloquial_words_have_words_of_pages( string $question, string $language, string $expected ): void {
		$found = ( new Thesaurus() )->colloquial( Tokenizer::words( $question ), [ $language ] );

		self::assertContains( Stemmer::stem( $expected ), self::stems( $found ) );
		self::assertSame( OtherWordsKind::Colloquial, $found[0]->kind );
	}

	public function test_a_phrase_counts_as_a_whole_and_not_by_its_words(): void {
		$found = ( new Thesaurus() )->colloquial( [ 'un', 'cheque', 'en', 'bois' ], [ 'fr' ] );

		self::assertCount( 1, $found );
		self::assertSame( [ 'cheque', 'en', 'bois' ], $found[0]->words );
	}

	public function test_a_word_that_is_listed_is_known(): void {
		$thesaurus = new Thesaurus();

		self::assertTrue( $thesaurus->knows( 'parle', [ 'fr' ] ) );
		self::assertTrue( $thesaurus->knows( 'gosses', [ 'fr' ] ) );
		self::assertFalse( $thesaurus->knows( 'remboursemnt', [ 'fr' ] ) );
		self::assertFalse( ( new Thesaurus( $this->folder() ) )->knows( 'parle', [ 'fr' ] ) );
	}

	/** @return array<string, array{string, string, string}> Word, language, a synonym. */
	public static function synonyms(): array {
		return [
			'French'                 => [ 'remboursement', 'fr', 'restituer' ],
			'a French plural'        => [ 'remboursements', 'fr', 'acquitter' ],
			'a short inflected verb' => [ 'virez', 'fr', 'tournoyer' ],
			'English'                => [ 'couch', 'en', 'sofa' ],
			'an English plural'      => [ 'couches', 'en', 'sofa' ],
			'the first entry'        => [ 'aardvark', 'en', 'anteater' ],
		];
	}

	#[DataProvider( 'synonyms' )]
	public function test_synonyms_are_found( string $word, string $language, string $expected ): void {
		$found = ( new Thesaurus() )->synonyms( $word, [ $language ] );

		self::assertContains( Stemmer::stem( $expected ), $found->stems );
		self::assertSame( OtherWordsKind::Synonym, $found->kind );
		self::assertLessThanOrEqual( 4, count( $found->stems ) );
	}

	/** Every line is found by halving, so that none is too long and the order is right. */
	#[DataProvider( 'languages' )]
	public function test_each_entry_of_the_files_is_found( string $language ): void {
		$thesaurus = new Thesaurus();
		foreach ( [ 'synonyms', 'colloquial' ] as $kind ) {
			$lines  = (array) file( self::DATA . "/$kind-$language.txt", FILE_IGNORE_NEW_LINES );
			$sorted = $lines;
			sort( $sorted, SORT_STRING );
			self::assertSame( $sorted, $lines );
			self::assertLessThan( 120, max( array_map( strlen( ... ), $lines ) ) );
		}
		$look = new \ReflectionMethod( $thesaurus, 'synonyms_for' );
		$all  = (array) file( self::DATA . "/synonyms-$language.txt", FILE_IGNORE_NEW_LINES );
		foreach ( [ 0, 1, ...range( 2, count( $all ) - 3, 97 ), count( $all ) - 2, count( $all ) - 1 ] as $at ) {
			[ $key, $stems ] = explode( "\t", $all[ $at ] );
			self::assertSame( explode( ' ', $stems ), $look->invoke( $thesaurus, $key, $language ), $key );
		}
	}

	/** @return array<string, array{string}> */
	public static function languages(): array {
		return [ 'French' => [ 'fr' ], 'English' => [ 'en' ] ];
	}

	/** @return array<string, array{string}> */
	public static function hostile(): array {
		return [
			'unknown'         => [ 'zzyzx' ],
			'empty'           => [ '' ],
			'a tab'           => [ "sofa\tcouch" ],
			'a line end'      => [ "couch\n" ],
			'a path'          => [ '../../wp-config' ],
			'digits'          => [ '0123' ],
			'other script'    => [ 'диван' ],
			'invalid UTF-8'   => [ "\xff\xfe" ],
			'very long'       => [ str_repeat( 'couch', 20_000 ) ],
			'before all keys' => [ 'aaaaaa' ],
			'after all keys'  => [ 'zzzzzz' ],
		];
	}

	#[DataProvider( 'hostile' )]
	public function test_words_it_does_not_have_give_nothing( string $word ): void {
		$thesaurus = new Thesaurus();

		self::assertSame( [], $thesaurus->synonyms( $word, [ 'fr', 'en' ] )->stems );
		self::assertSame( [], $thesaurus->colloquial( [ $word ], [ 'fr', 'en' ] ) );
		self::assertSame( [], $thesaurus->synonyms( 'couch', [ '../en', 'xx' ] )->stems );
	}

	public function test_stop_words_and_long_questions_cost_nothing_more(): void {
		self::assertSame( [], ( new Thesaurus() )->synonyms( 'sous', [ 'fr' ] )->stems );
		self::assertSame( [], ( new Thesaurus() )->colloquial( [ ...array_fill( 0, 60, 'zzyzx' ), 'flingue' ], [ 'fr' ] ) );
	}

	public function test_without_its_files_it_has_no_other_words(): void {
		$thesaurus = new Thesaurus( $this->folder() );

		self::assertSame( [], $thesaurus->colloquial( [ 'flingue' ], [ 'fr' ] ) );
		self::assertSame( [], $thesaurus->synonyms( 'couch', [ 'en' ] )->stems );
	}

	/** @return array<string, array{string}> */
	public static function damaged(): array {
		return [
			'empty'             => [ '' ],
			'no tabs'           => [ "couch sofa\n" ],
			'no line end'       => [ str_repeat( 'x', 5000 ) ],
			'markup'            => [ "couch\t<script>\nflingu\t<b>\n" ],
			'binary'            => [ "\x00\xff\ncouch\t\xff\xfe\nflingu\t\x00\n" ],
			'no words'          => [ "couch\t\nflingu\t\n" ],
		];
	}

	#[DataProvider( 'damaged' )]
	public function test_a_damaged_file_gives_no_other_words( string $content ): void {
		$folder = $this->folder();
		foreach ( [ 'colloquial-fr', 'synonyms-en' ] as $name ) {
			file_put_contents( "$folder/$name.txt", $content );
		}
		$thesaurus = new Thesaurus( $folder );

		self::assertSame( [], $thesaurus->colloquial( [ 'flingue' ], [ 'fr' ] ) );
		self::assertSame( [], $thesaurus->synonyms( 'couch', [ 'en' ] )->stems );
	}

	public function test_the_language_is_that_of_the_question(): void {
		self::assertSame( [ 'en' ], Thesaurus::languages_of( [ 'where', 'is', 'my', 'telly' ], 'fr' ) );
		self::assertSame( [ 'fr' ], Thesaurus::languages_of( [ 'flingue' ], 'fr' ) );
		self::assertSame( [ 'fr', 'en' ], Thesaurus::languages_of( [ 'flingue' ], 'de' ) );
	}

	/** Whoever changes the list or the stemmer runs tools/thesaurus.php. */
	public function test_the_colloquial_words_are_made_from_the_list(): void {
		$kept = array_map( file_get_contents( ... ), (array) glob( self::DATA . '/colloquial-*.txt' ) );
		exec( PHP_BINARY . ' ' . escapeshellarg( dirname( __DIR__, 3 ) . '/tools/thesaurus.php' ), $output, $status );

		self::assertSame( 0, $status );
		self::assertSame( $kept, array_map( file_get_contents( ... ), (array) glob( self::DATA . '/colloquial-*.txt' ) ) );
	}

	/**
	 * @param list<OtherWords> $found
	 *
	 * @return list<string>
	 */
	private static function stems( array $found ): array {
		return array_merge( ...array_map( static fn( OtherWords $other ): array => $other->stems, $found ) );
	}

	private function folder(): string {
		$this->folder = sys_get_temp_dir() . '/aaia-thesaurus-' . bin2hex( random_bytes( 6 ) );
		mkdir( $this->folder );
		return $this->folder;
	}
}
