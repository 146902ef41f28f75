<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Assistant\AnswerProgress;
use Aaia\Chatbot\Channels\Web\UiStream;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\Parts;

/**
 * An answer that is sent in pieces gives the same message, wherever the pieces end.
 *
 * @phpstan-import-type ToolPart from Parts
 */
final class UiStreamTest extends \PHPUnit\Framework\TestCase {

	/** Chunk types of the UI message stream of AI SDK 6; a strict client fails on others. */
	private const KNOWN = [
		'text-start', 'text-delta', 'text-end', 'source-url', 'start-step', 'finish-step', 'tool-input-available',
		'tool-approval-request', 'tool-output-available', 'tool-output-error', 'tool-output-denied', 'finish',
	];

	public function test_random_splits_of_random_answers_give_the_same_message(): void {
		for ( $round = 0; $round < 300; $round++ ) {
			$whole  = $this->answer();
			$ui     = new UiStream();
			$chunks = [];
			foreach ( $this->growing( $whole ) as $parts ) {
				array_push( $chunks, ...$ui->show( $parts ), ...$ui->show( $parts ) );
			}
			array_push( $chunks, ...$ui->finish( new AnswerProgress( $whole, Generation::Complete ) ) );
			$this->assertSame( $this->told( $whole ), $this->read( $chunks ), (string) wp_json_encode( $whole->parts ) );
		}
	}

	public function test_parts_known_before_an_approval_are_not_sent_again(): void {
		for ( $round = 0; $round < 100; $round++ ) {
			$before  = new Parts( [ [ 'type' => 'text', 'text' => 'Shall I ask a person?' ], $this->tool( Parts::TOOL_ASKING, 'approval' ) ] );
			$decided = $before->with_tool( 'call', [ 'state' => Parts::TOOL_APPROVED ] );
			$done    = $before->with_tool( 'call', [ 'state' => Parts::TOOL_DONE, 'output' => [ 'state' => 'saved' ] ] );
			$whole   = $done->with( [ 'type' => 'step' ] )->with_text( 'Somebody will write to you.' );
			$ui      = new UiStream( $before );
			$chunks  = [ ...$ui->show( $decided ), ...$ui->show( $done ) ];
			for ( $end = random_int( 1, 9 ); $end < 27; $end += random_int( 1, 9 ) ) {
				array_push(
					$chunks,
					...$ui->show( $done->with( [ 'type' => 'step' ] )->with_text( substr( 'Somebody will write to you.', 0, $end ) ) ),
				);
			}
			array_push( $chunks, ...$ui->show( $whole ) );
			$types = array_column( [ ...$chunks, ...$ui->finish( new AnswerProgress( $whole, Generation::Complete ) ) ], 'type' );
			$this->assertSame( [ 'tool-input-available', 'tool-output-available', 'start-step', 'text-start' ], array_slice( $types, 0, 4 ) );
			$this->assertNotContains( 'tool-approval-request', $types );
			$this->assertSame( 'Somebody will write to you.', implode( '', array_column( $chunks, 'delta' ) ) );
		}
	}

	/** Reads chunks as a client does, and checks their order. @param list<array<string, mixed>> $chunks @return list<mixed> */
	private function read( array $chunks ): array {
		$told = [];
		$text = null;
		$step = false;
		foreach ( $chunks as $chunk ) {
			$this->assertContains( $chunk['type'], self::KNOWN );
			switch ( $chunk['type'] ) {
				case 'start-step':
					$this->assertFalse( $step, 'Steps do not lie inside one another.' );
					$step = true;
					break;
				case 'finish-step':
					$this->assertTrue( $step );
					$this->assertNull( $text, 'A text ends with its step.' );
					$step = false;
					break;
				case 'text-start':
					$this->assertNull( $text );
					$this->assertTrue( $step );
					$text   = $chunk['id'];
					$told[] = '';
					break;
				case 'text-delta':
					$this->assertSame( $text, $chunk['id'] );
					$told[ count( $told ) - 1 ] .= $chunk['delta'];
					break;
				case 'text-end':
					$this->assertSame( $text, $chunk['id'] );
					$text = null;
					break;
				case 'source-url':
					$told[] = [ $chunk['sourceId'], $chunk['url'] ];
					break;
				case 'tool-input-available':
					$told[] = [ 'tool', $chunk['toolCallId'] ];
					break;
				case 'tool-output-available':
				case 'tool-output-error':
				case 'tool-output-denied':
					$told[] = [ $chunk['type'], $chunk['toolCallId'] ];
			}
		}
		$this->assertFalse( $step );
		$this->assertNull( $text );
		$this->assertSame( 'finish', end( $chunks )['type'] ?? '' );
		return $told;
	}

	/** The expected result, from the whole answer. @return list<mixed> */
	private function told( Parts $whole ): array {
		$told = [];
		foreach ( $whole->parts as $part ) {
			if ( 'text' === $part['type'] && '' !== $part['text'] ) {
				$told[] = $part['text'];
			} elseif ( 'source' === $part['type'] ) {
				$told[] = [ $part['id'], $part['url'] ];
			} elseif ( 'tool' === $part['type'] ) {
				array_push(
					$told,
					[ 'tool', $part['call'] ],
					[
						[
							Parts::TOOL_DONE => 'tool-output-available',
							Parts::TOOL_FAILED => 'tool-output-error',
							Parts::TOOL_DENIED => 'tool-output-denied',
						][ $part['state'] ],
						$part['call'],
					],
				);
			}
		}
		return $told;
	}

	/** The answer at random moments of its growth. @return list<Parts> */
	private function growing( Parts $whole ): array {
		$moments = [];
		$so_far  = [];
		foreach ( $whole->parts as $part ) {
			if ( 'text' === $part['type'] ) {
				$letters = mb_str_split( $part['text'] );
				for ( $end = random_int( 1, 9 ); $end < count( $letters ); $end += random_int( 1, 9 ) ) {
					$moments[] = new Parts( [ ...$so_far, [ 'type' => 'text', 'text' => implode( '', array_slice( $letters, 0, $end ) ) ] ] );
				}
			} elseif ( 'tool' === $part['type'] && 1 === random_int( 0, 1 ) ) {
				$moments[] = new Parts( [ ...$so_far, [ 'state' => Parts::TOOL_RUNNING, 'output' => null, 'error' => null ] + $part ] );
			}
			$so_far[] = $part;
			if ( 1 === random_int( 0, 2 ) ) {
				$moments[] = new Parts( $so_far );
			}
		}
		return [ ...$moments, $whole ];
	}

	private function answer(): Parts {
		$parts = new Parts();
		for ( $step = random_int( 0, 2 ); $step >= 0; $step-- ) {
			if ( [] !== $parts->parts ) {
				$parts = $parts->with( [ 'type' => 'step' ] );
			}
			if ( 1 === random_int( 0, 2 ) ) {
				$parts = $parts->with_text( implode(
					' ',
					array_map(
						static fn(): string => [
							'Délai', '🦊', 'three', 'العربية', '[1]', "\n\n", '<b>',
						][ random_int( 0, 6 ) ] . random_int( 0, 99 ),
						range( 1, random_int( 1, 12 ) ),
					),
				) );
			}
			if ( $step > 0 ) {
				$parts = $parts->with( [ 'call' => "call$step" ] + $this->tool(
					[ Parts::TOOL_DONE, Parts::TOOL_FAILED, Parts::TOOL_DENIED ][ random_int( 0, 2 ) ],
					null,
				) );
			}
		}
		for ( $source = random_int( 0, 3 ); $source > 0; $source-- ) {
			$parts = $parts->with( [
				'type' => 'source',
				'id' => (string) $source,
				'url' => "https://site.test/$source",
				'title' => 'Page',
				'excerpt' => '',
				'date' => null,
			] );
		}
		return $parts;
	}

	/** @return ToolPart */
	private function tool( string $state, ?string $approval ): array {
		return [
			'type' => 'tool',
			'call' => 'call',
			'name' => 'send_support_email',
			'input' => [],
			'state' => $state,
			'approval' => $approval,
			'output' => Parts::TOOL_DONE === $state ? [ 'state' => 'saved' ] : null,
			'error' => Parts::TOOL_FAILED === $state ? 'Failed.' : null,
		];
	}
}
