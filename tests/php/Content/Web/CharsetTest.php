<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Web;

use Aaia\Chatbot\Content\Web\Charset;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class CharsetTest extends TestCase {

	/** @return iterable<string, array{string, string, string}> */
	public static function pages(): iterable {
		$latin = "L'\xE9t\xE9 co\xFBte 5 \x80";
		yield 'header'                      => [ $latin, 'text/html; charset=windows-1252', 'L\'été coûte 5 €' ];
		yield 'nothing said'                => [ $latin, '', 'L\'été coûte 5 €' ];
		yield 'latin that says it is UTF-8' => [ $latin, 'text/html; charset=UTF-8', 'L\'été coûte 5 €' ];
		yield 'UTF-8 that says it is latin' => [ 'L’été', 'text/html; charset=iso-8859-1', 'L’été' ];
		yield 'meta'                        => [
			'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">' . "\xB1",
			'text/html',
			'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">ą',
		];
		yield 'Cyrillic'                    => [ "<meta charset='windows-1251'>\xCF\xF0\xE8", '', '<meta charset=\'windows-1251\'>При' ];
		yield 'Japanese'                    => [
			mb_convert_encoding( '日本語のページ', 'SJIS', 'UTF-8' ),
			'text/html; charset="Shift_JIS"',
			'日本語のページ',
		];
		yield 'Chinese'                     => [
			mb_convert_encoding( '中文网页内容', 'GBK', 'UTF-8' ),
			'text/html;charset=gb2312',
			'中文网页内容',
		];
		yield 'mark of UTF-16'              => [ "\xFF\xFE" . mb_convert_encoding( 'Été', 'UTF-16LE', 'UTF-8' ), '', 'Été' ];
		yield 'mark of UTF-8'               => [ "\xEF\xBB\xBFÉté", 'text/html; charset=latin1', 'Été' ];
		yield 'a name nobody knows'         => [ "\xE9", 'text/html; charset=klingon', 'é' ];
		yield 'Japanese in ASCII bytes'     => [
			mb_convert_encoding( '日本', 'ISO-2022-JP', 'UTF-8' ),
			'text/html; charset=iso-2022-jp',
			'日本',
		];
		yield 'empty'                       => [ '', '', '' ];
	}

	#[DataProvider( 'pages' )]
	public function test_a_page_becomes_utf_8( string $bytes, string $header, string $text ): void {
		self::assertSame( $text, Charset::to_utf8( $bytes, $header ) );
	}
}
