<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\OpenAi;

use Aaia\Chatbot\Llm\OpenAi\EventStreamParser;
use Aaia\Chatbot\Llm\OpenAi\ServerSentEvent;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class EventStreamParserTest extends TestCase {

	private const CASES = '../shared/data/sse/cases.json';

	/** @return iterable<string, array{array<string, mixed>}> */
	public static function cases(): iterable {
		$file  = dirname( __DIR__, 4 ) . '/' . self::CASES;
		$cases = is_file( $file ) ? json_decode( (string) file_get_contents( $file ), true ) : [];
		foreach ( is_array( $cases ) && [] !== $cases ? $cases : [ [ 'name' => 'no cases' ] ] as $case ) {
			yield $case['name'] => [ $case ];
		}
	}

	/** @param array<string, mixed> $case */
	#[DataProvider( 'cases' )]
	public function test_the_cases_of_web_platform_tests_parse_alike_in_chunks_of_any_size( array $case ): void {
		if ( ! isset( $case['stream'] ) ) {
			self::markTestSkipped( 'The event-stream cases are not beside the project: ' . self::CASES );
		}
		$whole = $case['stream'];
		$cuts  = [ [ $whole ], str_split( $whole ) ];
		for ( $seed = 1; $seed <= 20; $seed++ ) {
			$cuts[] = $this->random_cuts( $whole, $seed );
		}
		foreach ( $cuts as $pieces ) {
			$stream = new EventStreamParser();
			$events = array_merge( ...array_map( $stream->feed( ... ), $pieces ) );
			$read   = array_map(
				static fn( ServerSentEvent $event ): array => [ 'type' => $event->type, 'data' => $event->data, 'lastEventId' => $event->last_id ],
				$events,
			);

			self::assertSame( $case['events'], $read );
			self::assertSame( $case['retry'] ?? null, $stream->retry() );
		}
	}

	public function test_a_line_without_end_is_refused(): void {
		$this->expectException( \LengthException::class );

		$stream = new EventStreamParser();
		for ( $at = 0; $at < 20; $at++ ) {
			$stream->feed( str_repeat( 'x', 100_000 ) );
		}
	}

	/** @return list<string> */
	private function random_cuts( string $whole, int $seed ): array {
		mt_srand( $seed );
		$pieces = [];
		for ( $at = 0; $at < strlen( $whole ); $at += $size ) {
			$size     = mt_rand( 1, 7 );
			$pieces[] = substr( $whole, $at, $size );
		}
		return $pieces;
	}
}
