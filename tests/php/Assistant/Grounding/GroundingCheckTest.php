<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant\Grounding;

use Aaia\Chatbot\Assistant\Grounding\GroundingCheck;
use Aaia\Chatbot\Search\Passage;

/** Figures and addresses of an answer must occur in a source, in any notation. */
final class GroundingCheckTest extends \PHPUnit\Framework\TestCase {

	/** @return iterable<string, array{string, string}> Answer, and the passage it stands on. */
	public static function held(): iterable {
		yield 'the same price' => [ 'It costs 20 €.', 'Delivery: 20 €.' ];
		yield 'the currency before and after' => [ 'It costs €20.', 'Prix : 20 euros' ];
		yield 'decimal comma and point' => [ 'It costs 1,234.50 €.', "Prix : 1\u{202F}234,50\u{A0}€" ];
		yield 'cents left out' => [ 'Il coûte 20 €.', 'Only 20.00 EUR' ];
		yield 'cents after the sign' => [ 'Il coûte 12,50 €.', 'Prix : 12€50' ];
		yield 'a table that names the currency in its heading' => [ 'It costs 35 €.', "Price (euro)\nSmall: 35" ];
		yield 'thousands' => [ 'Over 10,000 members.', 'Plus de 10 000 membres' ];
		yield 'a number in words' => [ 'You have 30 days.', 'You have thirty days to return it.' ];
		yield 'a French date, an English date' => [ 'On March 3, 2026.', 'Le 3 mars 2026' ];
		yield 'the first of a month' => [ 'From 1 May 2026.', 'À partir du 1er mai 2026' ];
		yield 'a date in digits' => [ 'Le 3 mars 2026.', 'Date: 03/03/2026' ];
		yield 'an ISO date' => [ 'Le 14 février 2026.', '2026-02-14' ];
		yield 'either reading of a date' => [ 'On 4 March 2026.', '04/03/2026' ];
		yield 'a date without the year' => [ 'On 3 March.', 'Le 3 mars 2026' ];
		yield 'a month' => [ 'In March 2026.', 'Le 3 mars 2026' ];
		yield 'times of day' => [ 'Open from 9 am to 2:30 pm.', 'Ouvert de 9h à 14h30' ];
		yield 'a telephone number with a country code' => [ 'Call +33 1 23 45 67 89.', 'Tél. 01.23.45.67.89' ];
		yield 'a telephone number in brackets' => [ 'Call (555) 123-4567.', 'Phone: 555-123-4567' ];
		yield 'an e-mail address' => [ 'Write to Help@Example.com.', 'help@example.com' ];
		yield 'a web address' => [ 'See https://www.example.com/Prices/.', 'example.com/Prices' ];
		yield 'a path of this site' => [ 'See [prices](/prices).', 'https://example.com/prices/' ];
		yield 'a percentage and a unit' => [ 'It is 20 % off above 3kg.', '20% de réduction dès 3 kg' ];
		yield 'numbers of passages and list entries' => [ "1. First [1, 2]\n2. Second [3]", 'Nothing' ];
		yield 'numbers that are part of a name' => [ 'The A380 and the CO2.', 'Nothing' ];
		yield 'other digits' => [ 'السعر ٢٠ €', '20 €' ];
		yield 'emphasis' => [ 'It costs **20** €.', '20 €' ];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'held' )]
	public function test_facts_of_a_passage_pass_in_any_notation( string $answer, string $passage ): void {
		$this->assertSame( [], $this->flags( $answer, $passage ) );
	}

	/** @return iterable<string, array{string, string, list<array{string, string}>}> Answer, passage, and what is flagged. */
	public static function invented(): iterable {
		yield 'a number' => [ 'You have 30 days.', 'You have 14 days.', [ [ 'number', '30' ] ] ];
		yield 'a price' => [ 'It costs 25 €.', '20 €', [ [ 'price', '25 €' ] ] ];
		yield 'another currency' => [ 'It costs $20.', '20 €', [ [ 'price', '$20' ] ] ];
		yield 'a thousandfold' => [ 'It costs 1 250 €.', '1,25 €', [ [ 'price', '1 250 €' ] ] ];
		yield 'a day' => [ 'On 4 March 2026.', 'Le 3 mars 2026', [ [ 'date', '4 March 2026' ] ] ];
		yield 'a year' => [ 'On 3 March 2027.', 'Le 3 mars 2026', [ [ 'date', '3 March 2027' ] ] ];
		yield 'a month' => [ 'En avril 2026.', 'Le 3 mars 2026', [ [ 'date', 'avril 2026' ] ] ];
		yield 'a time' => [ 'Open until 7:30 pm.', 'Ouvert jusqu’à 18h30', [ [ 'time', '7:30 pm' ] ] ];
		yield 'a telephone number' => [ 'Call 01 23 45 67 80.', '01 23 45 67 89', [ [ 'phone', '01 23 45 67 80' ] ] ];
		yield 'an e-mail address' => [ 'Write to sales@example.com.', 'help@example.com', [ [ 'email', 'sales@example.com' ] ] ];
		yield 'a web address' => [ 'See https://example.com/help.', 'https://example.com/', [ [ 'url', 'https://example.com/help' ] ] ];
		yield 'a bare address' => [ 'See evil.example.com today.', 'example.com', [ [ 'url', 'evil.example.com' ] ] ];
		yield 'a path' => [ 'See [this](/made-up).', 'https://example.com/', [ [ 'url', '/made-up' ] ] ];
		yield 'twice the same, once' => [ 'It is 7, yes 7.', 'None', [ [ 'number', '7' ] ] ];
	}

	/** @param list<array{string, string}> $flagged */
	#[\PHPUnit\Framework\Attributes\DataProvider( 'invented' )]
	public function test_facts_that_no_source_contains_are_flagged( string $answer, string $passage, array $flagged ): void {
		$this->assertSame( $flagged, $this->flags( $answer, $passage ) );
	}

	public function test_the_question_may_be_repeated_and_a_passage_counts_with_its_title_headings_surroundings_and_address(): void {
		$passage = new Passage(
			1,
			1,
			'a',
			'Prices 2026',
			[ 'From 5 kg' ],
			'Text.',
			'https://site.test/p',
			'en',
			1.0,
			1.0,
			null,
			'Text. Around: 44.',
		);
		$answer  = 'You asked for 12: in 2026, from 5 kg, it is 44, see https://site.test/p — not 13.';
		$this->assertSame( [ '13' ], array_column( ( new GroundingCheck() )->flags( $answer, [ $passage ], [ 'Do you have 12?' ] ), 'value' ) );
	}

	public function test_hostile_answers_are_bounded(): void {
		$flags = ( new GroundingCheck() )->flags( implode( ' a ', range( 1, 5000 ) ) . ' ' . str_repeat( '9', 5000 ) . " \xff\xfe", [], [] );
		$this->assertCount( 20, $flags );
		$long = ( new GroundingCheck() )->flags( 'https://' . str_repeat( 'a', 5000 ) . '.com', [], [] );
		$this->assertSame( 100, mb_strlen( $long[0]->value ) );
	}

	/** @return list<array{string, string}> */
	private function flags( string $answer, string $text ): array {
		$passage = new Passage( 1, 1, 'a', 'A page', [], $text, '', 'en', 1.0, 1.0, null );
		return array_map(
			static fn( $flag ): array => [ $flag->kind->value, $flag->value ],
			( new GroundingCheck() )->flags( $answer, [ $passage ], [] ),
		);
	}
}
