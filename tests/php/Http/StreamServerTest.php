<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\SseWriter;
use Aaia\Chatbot\Http\StreamServer;
use Aaia\Chatbot\Tests\Faults\Child;
use Aaia\Chatbot\Tests\TestCase;

final class StreamServerTest extends TestCase {

	public function test_events_are_one_line_of_json_whatever_is_in_them(): void {
		$bytes  = '';
		$writer = new SseWriter( static function ( string $more ) use ( &$bytes ): void {
			$bytes .= $more;
		} );
		$writer->send( [ 'text' => "a\n\ndata: [DONE]\r\n\u{2028}/é\xff" ] );
		$writer->close();
		$this->assertSame( 2, substr_count( $bytes, "\n\n" ) );
		$this->assertSame( "data: [DONE]\n\n", substr( $bytes, -14 ) );
		$event = json_decode( substr( explode( "\n\n", $bytes )[0], 6 ), true );
		$this->assertSame( "a\n\ndata: [DONE]\r\n\u{2028}/é\u{FFFD}", $event['text'] );
	}

	public function test_a_heartbeat_comment_is_written_only_on_a_silent_connection(): void {
		$bytes  = '';
		$writer = new SseWriter( static function ( string $more ) use ( &$bytes ): void {
			$bytes .= $more;
		} );
		$writer->heartbeat();
		$this->assertSame( '', $bytes );
		$silent = new \ReflectionProperty( $writer, 'last_write' );
		$silent->setValue( $writer, microtime( true ) - 3.1 );
		$writer->heartbeat();
		$writer->heartbeat();
		$this->assertSame( ": \n\n", $bytes );
	}

	public function test_other_answers_are_left_to_wordpress(): void {
		$this->assertFalse( ( new StreamServer() )->serve( false, new \WP_REST_Response( [] ) ) );
	}

	/** @return iterable<string, array{string, string}> How the stream ends, what its reader gets. */
	public static function ends(): iterable {
		yield 'whole' => [ 'whole', "data: {\"type\":\"start\"}\n\ndata: [DONE]\n\n" ];
		yield 'broken off, without an error page in it' => [ 'broken', "data: {\"type\":\"start\"}\n\nnoted\n" ];
		yield 'carried on by others, which is no failure' => [ 'unfinished', "data: {\"type\":\"start\"}\n\n" ];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'ends' )]
	public function test_only_a_whole_stream_has_an_end( string $how, string $expected ): void {
		$child = new Child( 'stream', [ 'how' => $how ] );
		$child->end();
		$this->assertSame( "ready\n$expected", $child->heard() );
	}
}
