<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

/**
 * Parses an event stream from chunks of any size, as the HTML standard defines (section "Interpreting an event stream").
 *
 * Lines end in CR, LF or CRLF, also when a chunk ends inside CRLF. Bytes are decoded only as whole lines, so a chunk may end inside a
 * UTF-8 sequence. A last event not followed by a blank line is dropped, as the standard says.
 */
final class EventStreamParser {

	/** Longest line in bytes: a server that never ends a line must not exhaust the memory. */
	public const LINE_LIMIT = 1_000_000;

	private string $line = '';

	private bool $skip_line_feed = false;

	private bool $at_start = true;

	/** @var list<string> */
	private array $data = [];

	private string $type = '';

	private string $last_id = '';

	private ?int $retry = null;

	/**
	 * Parses more bytes of the stream.
	 *
	 * @return list<ServerSentEvent> Events completed by these bytes.
	 *
	 * @throws \LengthException When a line is longer than LINE_LIMIT.
	 */
	public function feed( string $bytes ): array {
		$events = [];
		$length = strlen( $bytes );
		for ( $at = 0; $at < $length; ) {
			if ( $this->skip_line_feed ) {
				$this->skip_line_feed = false;
				if ( "\n" === $bytes[ $at ] ) {
					++$at;
					continue;
				}
			}
			$span        = strcspn( $bytes, "\r\n", $at );
			$this->line .= substr( $bytes, $at, $span );
			$at         += $span;
			if ( strlen( $this->line ) > self::LINE_LIMIT ) {
				throw new \LengthException( 'The line is too long.' );
			}
			if ( $at < $length ) {
				$this->skip_line_feed = "\r" === $bytes[ $at ];
				++$at;
				$event = $this->end_line();
				if ( null !== $event ) {
					$events[] = $event;
				}
			}
		}
		return $events;
	}

	/** Reconnection time the server asked for, milliseconds; null when it gave none. */
	public function retry(): ?int {
		return $this->retry;
	}

	private function end_line(): ?ServerSentEvent {
		$line       = $this->line;
		$this->line = '';
		if ( $this->at_start ) {
			$this->at_start = false;
			$line           = str_starts_with( $line, "\xEF\xBB\xBF" ) ? substr( $line, 3 ) : $line;
		}
		if ( '' === $line ) {
			return $this->dispatch();
		}
		$colon = strpos( $line, ':' );
		if ( 0 !== $colon ) {
			$field = false === $colon ? $line : substr( $line, 0, $colon );
			$value = false === $colon ? '' : substr( $line, $colon + 1 );
			$this->take( $field, str_starts_with( $value, ' ' ) ? substr( $value, 1 ) : $value );
		}
		return null;
	}

	private function take( string $field, string $value ): void {
		switch ( $field ) {
			case 'data':
				$this->data[] = $value;
				break;
			case 'event':
				$this->type = $value;
				break;
			case 'id':
				$this->last_id = str_contains( $value, "\0" ) ? $this->last_id : $value;
				break;
			case 'retry':
				$this->retry = 1 === preg_match( '/^[0-9]{1,15}$/', $value ) ? (int) $value : $this->retry;
				break;
		}
	}

	private function dispatch(): ?ServerSentEvent {
		$data       = $this->data;
		$type       = $this->type;
		$this->data = [];
		$this->type = '';
		return [] === $data ? null : new ServerSentEvent( '' === $type ? 'message' : $type, implode( "\n", $data ), $this->last_id );
	}
}
