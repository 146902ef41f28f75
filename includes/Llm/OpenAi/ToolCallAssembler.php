<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\ToolCallRequested;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Text;

/**
 * Assembles tool calls from their streamed deltas: an index, an id, a name, then fragments of arguments.
 *
 * Servers differ: some send no index, some send index 0 with a new id for every call, some send arguments as an object.
 */
final class ToolCallAssembler {

	/** Most bytes of arguments kept of one call; no support request is longer. */
	private const ARGUMENTS = 20_000;

	/** Most calls of one answer; a model that requests more is looping. */
	private const CALLS = 8;

	/** @var array<string, array{id: string, name: string, arguments: string}> */
	private array $calls = [];

	private string $last = '';

	/** @param mixed $pieces The `tool_calls` of a delta or message; any other value is ignored. */
	public function add( mixed $pieces ): void {
		if ( ! is_array( $pieces ) ) {
			return;
		}
		foreach ( array_values( $pieces ) as $position => $piece ) {
			if ( is_array( $piece ) ) {
				$this->add_piece( $piece, $position );
			}
		}
	}

	public function is_empty(): bool {
		return [] === $this->calls;
	}

	/** @return list<ToolCallRequested> */
	public function calls(): array {
		$requested = [];
		foreach ( $this->calls as $call ) {
			$raw         = '' === trim( $call['arguments'] ) ? '{}' : $call['arguments'];
			$decoded     = json_decode( $raw, false, 32, JSON_INVALID_UTF8_SUBSTITUTE );
			$input       = $decoded instanceof \stdClass ? json_decode( $raw, true, 32, JSON_INVALID_UTF8_SUBSTITUTE ) : null;
			$requested[] = new ToolCallRequested(
				'' === $call['id'] ? 'call_' . Ids::random() : $call['id'],
				$call['name'],
				is_array( $input ) ? $input : null,
				Text::valid( $raw ),
			);
		}
		return $requested;
	}

	/** @param array<mixed> $piece */
	private function add_piece( array $piece, int $position ): void {
		$id       = is_string( $piece['id'] ?? null ) ? substr( $piece['id'], 0, 200 ) : '';
		$function = is_array( $piece['function'] ?? null ) ? $piece['function'] : [];
		$key      = $this->key_of( $piece, $id, $position );
		if ( ! isset( $this->calls[ $key ] ) ) {
			if ( count( $this->calls ) >= self::CALLS ) {
				return;
			}
			$this->calls[ $key ] = [ 'id' => '', 'name' => '', 'arguments' => '' ];
		}
		$this->last = $key;
		$call       = $this->calls[ $key ];
		$name       = is_string( $function['name'] ?? null ) ? $function['name'] : '';
		$arguments  = $function['arguments'] ?? '';
		$arguments  = is_array( $arguments ) ? (string) wp_json_encode( (object) $arguments ) : ( is_string( $arguments ) ? $arguments : '' );

		$this->calls[ $key ] = [
			'id'        => '' === $call['id'] ? $id : $call['id'],
			'name'      => substr( $call['name'] . ( $name === $call['name'] ? '' : $name ), 0, 128 ),
			'arguments' => substr( $call['arguments'] . $arguments, 0, self::ARGUMENTS ),
		];
	}

	/** @param array<mixed> $piece */
	private function key_of( array $piece, string $id, int $position ): string {
		if ( isset( $piece['index'] ) && is_int( $piece['index'] ) ) {
			$key   = 'index ' . $piece['index'];
			$known = $this->calls[ $key ]['id'] ?? '';
			// The same index with another id is a new call.
			return '' !== $id && '' !== $known && $id !== $known
				? $key . ' ' . $id
				: ( '' === $id && str_starts_with( $this->last, $key . ' ' ) ? $this->last : $key );
		}
		if ( '' !== $id ) {
			return 'id ' . $id;
		}
		return '' === $this->last || $position > 0 ? 'position ' . $position : $this->last;
	}
}
