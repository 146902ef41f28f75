<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant\Metrics;

use Aaia\Chatbot\Assistant\Metrics\AnswerMetricsRecord;

/** Metrics take at most 4 kB, whatever the answer. */
final class AnswerMetricsRecordTest extends \PHPUnit\Framework\TestCase {

	public function test_an_ordinary_record_is_stored_completely(): void {
		$metrics = AnswerMetricsRecord::fitted( $this->data(
			'Where is my parcel?', 'Delivery', 'https://site.test/delivery', 'Four days.', 3, '4 €',
		) );
		$this->assertSame( 'https://site.test/delivery', $metrics->data['passages'][2]['url'] );
		$this->assertSame(
			[ 3, 3, 3 ],
			[ count( $metrics->data['passages'] ), count( $metrics->data['sentences'] ), count( $metrics->data['flags'] ) ],
		);
		$this->assertEquals( $metrics->data, AnswerMetricsRecord::from_json( $metrics->to_json() )?->data );
	}

	public function test_the_largest_record_is_truncated_and_keeps_its_best_passages(): void {
		foreach ( [ 'a', '"', "\u{1F600}", "\xff", '\\', 'é ' ] as $sign ) {
			$long    = str_repeat( $sign, 3000 );
			$metrics = AnswerMetricsRecord::fitted( $this->data(
				$long,
				$long,
				'https://site.test/' . str_repeat( 'é', 3000 ),
				$long,
				40,
				$long,
			) );
			$this->assertLessThanOrEqual( AnswerMetricsRecord::LARGEST, strlen( $metrics->to_json() ), bin2hex( $sign ) );
			$this->assertGreaterThanOrEqual( 6, count( $metrics->data['passages'] ) );
			$this->assertSame( '', $metrics->data['passages'][0]['url'], 'Half an address leads nowhere.' );
			$this->assertNotNull( AnswerMetricsRecord::from_json( $metrics->to_json() ) );
		}
	}

	public function test_a_row_of_an_earlier_release_gets_defaults(): void {
		$old = (string) json_encode( array_diff_key(
			$this->data( 'Q', 'T', '', 'S', 1, '1' ),
			array_flip( [ 'language', 'capped', 'newest', 'cost', 'prompt' ] ),
		) );
		$now = AnswerMetricsRecord::from_json( $old )?->data;
		$this->assertSame(
			[ null, null, false, null ],
			[ $now['cost'] ?? null, $now['prompt'] ?? null, $now['capped'] ?? null, $now['newest'] ?? null ],
		);
		$this->assertArrayHasKey( 'cost', $now ?? [] );
	}

	public function test_invalid_json_gives_no_record(): void {
		$this->assertNull( AnswerMetricsRecord::from_json( '' ) );
		$this->assertNull( AnswerMetricsRecord::from_json( '[]' ) );
		$this->assertNull( AnswerMetricsRecord::from_json( '{"v":1}' ) );
	}

	/**
	 * @return array{
	 *     origin: string, question: string, language: string, capped: bool, newest: ?int,
	 *     cost: ?array{micro: int, currency: string},
	 *     prompt: ?array{
	 *         system: string, instructions: string, rules: string, passages: list<string>, documents: list<int>,
	 *         history: int, said: string, tools: list<string>,
	 *     },
	 *     searched: string, model: string, refused: bool, readable: bool, action: ?string, support: ?float,
	 *     passages: list<array{
	 *         rank: int, chunk: int, document: string, title: string, url: string, score: float, confidence: float,
	 *         in_prompt: bool, cited: bool,
	 *     }>,
	 *     sentences: list<array{text: string, support: float, passage: ?int}>,
	 *     flags: list<array{kind: string, value: string}>, times: array{retrieve: ?int, first: ?int, total: ?int},
	 *     tokens: ?array{input: int, output: int},
	 * }
	 */
	private function data( string $question, string $title, string $url, string $text, int $count, string $value ): array {
		$hash      = str_repeat( 'f', 16 );
		$passages  = [];
		$sentences = [];
		$flags     = [];
		for ( $number = 1; $number <= $count; $number++ ) {
			$passages[]  = [
				'rank' => $number,
				'chunk' => PHP_INT_MAX,
				'document' => $title,
				'title' => $title,
				'url' => $url,
				'score' => 123456.789,
				'confidence' => 0.123,
				'in_prompt' => true,
				'cited' => false,
			];
			$sentences[] = [ 'text' => $text, 'support' => 0.25, 'passage' => $number ];
			$flags[]     = [ 'kind' => 'number', 'value' => $value ];
		}
		return [
			'origin' => 'recorded',
			'question' => $question,
			'searched' => $question,
			'model' => $title,
			'refused' => false,
			'readable' => true,
			'action' => null,
			'support' => 0.25,
			'passages' => $passages,
			'sentences' => $sentences,
			'flags' => $flags,
			'times' => [ 'retrieve' => 1, 'first' => 2, 'total' => 3 ],
			'tokens' => [ 'input' => 1, 'output' => 2 ],
			'language' => 'fr',
			'capped' => false,
			'newest' => PHP_INT_MAX,
			'cost' => [ 'micro' => PHP_INT_MAX, 'currency' => 'EUR' ],
			'prompt' => [
				'system' => $hash,
				'instructions' => $hash,
				'rules' => $hash,
				'passages' => array_fill( 0, 6, $hash ),
				'documents' => array_fill( 0, 6, PHP_INT_MAX ),
				'history' => 12,
				'said' => $hash,
				'tools' => array_fill( 0, 8, $title ),
			],
		];
	}
}
