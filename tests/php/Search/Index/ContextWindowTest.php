<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Search\Index;

use Aaia\Chatbot\Content\StoredChunk;
use Aaia\Chatbot\Search\Index\ContextWindow;
use Aaia\Chatbot\Tests\TestCase;

final class ContextWindowTest extends TestCase {

	public function test_a_short_page_is_read_whole_with_its_headings(): void {
		$chunks = [
			$this->chunk( 1, 'We deliver.', [] ),
			$this->chunk( 2, 'Two days.', [ 'Delays' ] ),
			$this->chunk( 3, 'Three in Corsica.', [ 'Delays' ] ),
			$this->chunk( 4, '5 €', [ 'Costs' ] ),
		];

		self::assertSame(
			"We deliver.\n\n## Delays\nTwo days.\nThree in Corsica.\n\n## Costs\n5 €",
			ContextWindow::around( $chunks[2], $chunks ),
		);
	}

	public function test_a_long_page_is_read_around_the_chunk_within_the_limit(): void {
		$chunks = array_map( fn( int $id ): StoredChunk => $this->chunk( $id, "Chunk {$id}. " . str_repeat( 'word ', 80 ), [] ), range( 1, 9 ) );
		$text   = ContextWindow::around( $chunks[4], $chunks );

		self::assertStringContainsString( 'Chunk 5.', $text );
		self::assertStringContainsString( 'Chunk 6.', $text );
		self::assertStringNotContainsString( 'Chunk 1.', $text );
		self::assertLessThanOrEqual( 1500, mb_strlen( $text ) );
	}

	public function test_a_single_chunk_has_no_context(): void {
		$chunk = $this->chunk( 1, 'Alone.', [] );

		self::assertSame( '', ContextWindow::around( $chunk, [ $chunk ] ) );
		self::assertSame( '', ContextWindow::around( $chunk, [] ) );
	}

	/** @param list<string> $headings */
	private function chunk( int $id, string $text, array $headings ): StoredChunk {
		return new StoredChunk( $id, $id, $headings, '', $text );
	}
}
