<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class TextFolderTest extends TestCase {

	/** @return array<string, array{string, string}> */
	public static function texts(): array {
		return [
			'French with an apostrophe'        => [ 'L’Été, c\'est 20 % — œuvre', 'l ete c est 20 oeuvre' ],
			'capitals with accents'            => [ 'ÉCOLE À ÇA', 'ecole a ca' ],
			'accents as separate characters'   => [ "e\u{301}te\u{301}", 'ete' ],
			'a soft hyphen inside a word'      => [ "rem\u{AD}bourse\u{200B}ment", 'remboursement' ],
			'no-break spaces'                  => [ "10\u{202F}000\u{A0}€", '10 000' ],
			'German'                           => [ 'Straße', 'strasse' ],
			'Cyrillic and Greek'               => [ 'ЁЖИК Ελλάδα', 'ёжик ελλάδα' ],
			'Arabic, with and without signs'   => [ 'مَدْرَسَةٌ الأُولى', 'مدرسه الاولي' ],
			'Chinese beside Latin'             => [ '我喜欢iPhone手机。', '我喜欢 iphone 手机' ],
			'emoji separate words'             => [ 'ok👍🏽fine 🎉', 'ok fine' ],
			'only symbols'                     => [ '… !? 🎉 --', '' ],
			'bytes that are no text'           => [ "\xff\xfeabc", 'abc' ],
			'nothing'                          => [ '', '' ],
		];
	}

	#[DataProvider( 'texts' )]
	public function test_text_is_folded_to_words_that_compare( string $text, string $expected ): void {
		self::assertSame( $expected, TextFolder::fold( $text ) );
	}

	public function test_letters_alone_are_folded_where_punctuation_matters(): void {
		self::assertSame( "l’ete, c'est 9:30 – 20 €", TextFolder::fold_letters( "L’ÉTÉ, c'est 9:30 – 20 €" ) );
		self::assertSame( "tel.\njose", TextFolder::fold_letters( "Tél.\nJose\u{301}" ) );
		self::assertSame( 'школа', TextFolder::fold_letters( 'ШКОЛА' ) );
	}
}
