<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/** French and English numbers written as one word, so that "30 days" is supported by "thirty days". Pure. */
final class NumberWords {

	/** Alternation of the words for regular expressions. */
	public const PATTERN = 'one|un|une|two|deux|three|trois|four|quatre|five|cinq|six|seven|sept|eight|huit|nine|neuf|ten|dix|eleven|onze'
		. '|twelve|douze|thirteen|treize|fourteen|quatorze|fifteen|quinze|sixteen|seize|seventeen|eighteen|nineteen|twenty'
		. '|vingt|thirty|trente|forty|quarante|fifty|cinquante|sixty|soixante|seventy|eighty|ninety|hundred|cent|thousand'
		. '|mille';

	private const VALUES = [
		'one' => 1, 'un' => 1, 'une' => 1, 'two' => 2, 'deux' => 2, 'three' => 3, 'trois' => 3, 'four' => 4, 'quatre' => 4,
		'five' => 5, 'cinq' => 5, 'six' => 6, 'seven' => 7, 'sept' => 7, 'eight' => 8, 'huit' => 8, 'nine' => 9, 'neuf' => 9,
		'ten' => 10, 'dix' => 10, 'eleven' => 11, 'onze' => 11, 'twelve' => 12, 'douze' => 12, 'thirteen' => 13, 'treize' => 13,
		'fourteen' => 14, 'quatorze' => 14, 'fifteen' => 15, 'quinze' => 15, 'sixteen' => 16, 'seize' => 16, 'seventeen' => 17,
		'eighteen' => 18, 'nineteen' => 19, 'twenty' => 20, 'vingt' => 20, 'thirty' => 30, 'trente' => 30, 'forty' => 40,
		'quarante' => 40, 'fifty' => 50, 'cinquante' => 50, 'sixty' => 60, 'soixante' => 60, 'seventy' => 70, 'eighty' => 80,
		'ninety' => 90, 'hundred' => 100, 'cent' => 100, 'thousand' => 1000, 'mille' => 1000,
	];

	/** Value of a number word; null for any other word. */
	public static function value( string $word ): ?int {
		return self::VALUES[ mb_strtolower( $word, 'UTF-8' ) ] ?? null;
	}
}
