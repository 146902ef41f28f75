<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Improve\Bench;

use Aaia\Chatbot\Content\Sources\AnswerService;
use Aaia\Chatbot\Improve\Bench\Expectation;
use Aaia\Chatbot\Improve\Bench\TestFile;
use Aaia\Chatbot\Tests\ChatTestCase;

/** Files of test questions, and expectations. */
final class TestFileTest extends ChatTestCase {

	public function test_csv_json_and_jsonl_say_the_same(): void {
		$csv   = "\xEF\xBB\xBFQuestion;Langue;Doit contenir;Must not contain;Refuse\r\n"
			. "\"Quelle\r\ndurée ?\";fr;dix ans|cadre;deux ans;\r\n'=2+2?;fr;;;oui\r\n";
		$first = [ 'question' => "Quelle\ndurée ?", 'language' => 'fr', 'contains' => [ 'dix ans', 'cadre' ], 'lacks' => 'deux ans' ];
		$other = [ 'question' => '=2+2?', 'language' => 'fr', 'refuse' => true ];
		$json  = (string) wp_json_encode( [ $first, $other ] );
		$jsonl = wp_json_encode( $first ) . "\n\n" . wp_json_encode( $other ) . "\n";
		$plain = static fn( array $read ): array => array_map(
			static fn( array $line ): array => array_diff_key( $line, [ 'line' => 0 ] ),
			$read['lines'],
		);

		self::assertSame( [], TestFile::read( $csv )['faults'] );
		self::assertSame( $plain( TestFile::read( $json ) ), $plain( TestFile::read( $csv ) ) );
		self::assertSame( $plain( TestFile::read( $json ) ), $plain( TestFile::read( $jsonl ) ) );
		self::assertSame( [ 2, 4 ], array_column( TestFile::read( $csv )['lines'], 'line' ) );
		self::assertSame( [ 1, 3 ], array_column( TestFile::read( $jsonl )['lines'], 'line' ) );
		self::assertSame( '=2+2?', TestFile::read( $csv )['lines'][1]['question'] );
	}

	/** @return array<string, array{string, int, string}> */
	public static function faults(): array {
		return [
			'nothing'            => [ " \n", 0, 'empty' ],
			'another encoding'   => [ "question;contains\nDur\xE9e;ans\n", 0, 'encoding' ],
			'no column'          => [ "one,two\na,b\n", 1, 'columns' ],
			'an open quotation'  => [ "question,contains\n\"When,a\n", 0, 'quotes' ],
			'half a JSON'        => [ '[{"question": "When?"', 0, 'json' ],
			'a bad line'         => [ "{\"question\": \"When?\", \"refuse\": true}\n{oops\n", 2, 'json' ],
			'no question'        => [ "question,contains\n,x\n", 2, 'no_question' ],
			'no expectation'     => [ "question,contains\nWhen?,\n", 2, 'nothing' ],
			'two at once'        => [ '[{"question": "When?", "refuse": true, "contains": "x"}]', 1, 'both' ],
			'a language in full' => [ '[{"question": "When?", "refuse": true, "language": "klingon!"}]', 1, 'language' ],
		];
	}

	public function test_a_file_made_of_lines_or_columns_only_takes_no_memory_to_refuse(): void {
		$names = implode( ',', range( 1, 300_000 ) );
		foreach ( [
			'lines of a table' => "question\n" . str_repeat( "a\n", 1_500_000 ),
			'objects'          => str_repeat( "{\"a\":1}\n", 600_000 ),
			'columns'          => "question,$names\n" . str_repeat( "a\n", 5001 ),
		] as $name => $content ) {
			memory_reset_peak_usage();
			$before = memory_get_usage();
			self::assertSame( 'lines', TestFile::read( $content )['faults'][0]['fault'], $name );
			self::assertLessThan( 150_000_000, memory_get_peak_usage() - $before, $name );
		}
	}

	/** @dataProvider faults */
	#[\PHPUnit\Framework\Attributes\DataProvider( 'faults' )]
	public function test_a_fault_is_named_with_its_line( string $content, int $line, string $fault ): void {
		$read = TestFile::read( $content );
		self::assertSame( [ $line, $fault ], [ $read['faults'][0]['line'], $read['faults'][0]['fault'] ] );
		self::assertNotSame( '', TestFile::sentence( $fault, 'x' ) );
	}

	public function test_a_file_with_a_fault_adds_nothing_unless_the_rest_is_asked_for(): void {
		$answer = $this->plugin->services->get( AnswerService::class )->add( 'How long is the warranty?', 'Ten years.', 'en', 1 );
		$this->sign_in();
		$content = "question,language,source,contains\nHow long?,en,answer:{$answer->id},ten\nWhen?,en,https://example.com/none,x\nWhere?,en,,\n";

		$first = $this->rest( 'POST', '/test-questions/import', [ 'content' => $content ] )->get_data();
		self::assertSame( [ 0, 1, [ 3, 4 ] ], [ $first['added'], $first['good'], array_column( $first['faults'], 'line' ) ] );
		self::assertStringContainsString( 'https://example.com/none', $first['faults'][0]['sentence'] );
		self::assertSame( 0, $this->count_rows( 'test_questions' ) );

		$second = $this->rest( 'POST', '/test-questions/import', [ 'content' => $content, 'with_faults' => true ] )->get_data();
		$third  = $this->rest( 'POST', '/test-questions/import', [ 'content' => $content, 'with_faults' => true ] )->get_data();
		self::assertSame( [ 1, 0 ], [ $second['added'], $second['known'] ] );
		self::assertSame( [ 0, 1 ], [ $third['added'], $third['known'] ] );
		self::assertSame( 1, $this->count_rows( 'test_questions' ) );
	}

	public function test_a_reference_asks_for_most_words_and_all_figures(): void {
		$expected = new Expectation( reference: 'Parcels to Belgium arrive within 5 days and cost 12 euros.' );
		self::assertSame( [], $expected->failures( 'A parcel to Belgium costs 12 euros and arrives after 5 days.', false, [] ) );
		self::assertSame( '12', $expected->failures( 'A parcel to Belgium costs 13 euros and arrives after 5 days.', false, [] )[0]['value'] );
		self::assertSame( 'reference', $expected->failures( 'We sell bicycles.', false, [] )[0]['kind'] );
		self::assertSame( 'refused', $expected->failures( 'I do not know.', true, [] )[0]['kind'] );
	}

	public function test_accents_capitals_and_spaces_make_no_difference_to_words_that_must_be_there(): void {
		$expected = new Expectation( contains: [ 'Fermé le 1 200' ], lacks: [ 'été' ] );
		self::assertSame( [], $expected->failures( "ferme  le 1\u{202F}200.", false, [] ) );
		self::assertSame( [ 'lacks' ], array_column( $expected->failures( "Fermé le 1\u{A0}200 en ETE.", false, [] ), 'kind' ) );
	}
}
