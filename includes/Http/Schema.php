<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/**
 * The schema of a body, query or response: defined once, validated by WordPress, and converted to TypeScript for the front ends.
 *
 * Immutable. Objects are closed: a key that is not named is refused.
 */
final class Schema {

	/** @param array<string, mixed> $schema JSON Schema in the dialect of rest_validate_value_from_schema(). */
	private function __construct(
		private readonly array $schema,
		private readonly string $typescript,
		private readonly bool $optional = false,
		private readonly bool $nullable = false,
		private readonly ?string $name = null,
	) {}

	/** Text of several lines, at most $max characters. */
	public static function text( int $max, int $min = 0 ): self {
		return new self(
			[
				'type'      => 'string',
				'minLength' => $min,
				'maxLength' => $max,
			],
			'string'
		);
	}

	/** A public id: `[A-Za-z0-9_-]{16,64}`. */
	public static function id(): self {
		return new self(
			[
				'type'    => 'string',
				'pattern' => '^[A-Za-z0-9_-]{16,64}$(?!\n)',
			],
			'string'
		);
	}

	/** An e-mail address, or an empty text. */
	public static function email(): self {
		return new self(
			[
				'type'      => 'string',
				'maxLength' => 254,
			],
			'string'
		);
	}

	/** Any text, in a response. */
	public static function string(): self {
		return new self( [ 'type' => 'string' ], 'string' );
	}

	public static function bool(): self {
		return new self( [ 'type' => 'boolean' ], 'boolean' );
	}

	public static function int( int $min = PHP_INT_MIN, int $max = PHP_INT_MAX ): self {
		$schema = [ 'type' => 'integer' ];
		if ( PHP_INT_MIN !== $min ) {
			$schema['minimum'] = $min;
		}
		if ( PHP_INT_MAX !== $max ) {
			$schema['maximum'] = $max;
		}
		return new self( $schema, 'number' );
	}

	public static function number(): self {
		return new self( [ 'type' => 'number' ], 'number' );
	}

	/** One of the named texts. */
	public static function enum( string ...$values ): self {
		return new self(
			[
				'type' => 'string',
				'enum' => array_values( $values ),
			],
			implode( ' | ', array_map( static fn( string $value ): string => "'" . $value . "'", array_values( $values ) ) )
		);
	}

	public static function list_of( self $item, int $max = PHP_INT_MAX ): self {
		$schema = [
			'type'  => 'array',
			'items' => $item->to_array(),
		];
		if ( PHP_INT_MAX !== $max ) {
			$schema['maxItems'] = $max;
		}
		return new self( $schema, 'Array< ' . $item->reference() . ' >', false, false, null );
	}

	/** An object with arbitrary keys and values of one schema. */
	public static function map_of( self $value ): self {
		return new self(
			[
				'type'                 => 'object',
				'additionalProperties' => $value->to_array(),
			],
			'Record< string, ' . $value->reference() . ' >'
		);
	}

	/** Any JSON value, for input that is validated elsewhere. */
	public static function any(): self {
		return new self( [], 'unknown' );
	}

	/** A value that matches one of several schemas. */
	public static function one_of( self ...$shapes ): self {
		return new self(
			[ 'anyOf' => array_map( static fn( self $shape ): array => $shape->to_array(), array_values( $shapes ) ) ],
			implode( ' | ', array_map( static fn( self $shape ): string => $shape->reference(), array_values( $shapes ) ) )
		);
	}

	/**
	 * An object with these keys and no others.
	 *
	 * @param array<string, self> $properties
	 */
	public static function closed( array $properties ): self {
		return self::object( $properties, false );
	}

	/**
	 * An object with these keys; others are ignored. For protocols of others.
	 *
	 * @param array<string, self> $properties
	 */
	public static function open( array $properties ): self {
		return self::object( $properties, true );
	}

	/** @param array<string, self> $properties */
	private static function object( array $properties, bool $open ): self {
		$schema = [
			'type'                 => 'object',
			'properties'           => [],
			'additionalProperties' => $open,
		];
		$lines  = [];
		foreach ( $properties as $key => $property ) {
			$schema['properties'][ $key ] = $property->to_array();
			if ( ! $property->optional ) {
				$schema['properties'][ $key ]['required'] = true;
			}
			$lines[] = ( 1 === preg_match( '/\A[A-Za-z_][A-Za-z0-9_]*\z/', $key ) ? $key : "'" . $key . "'" )
				. ( $property->optional ? '?' : '' ) . ': ' . $property->reference() . ';';
		}
		return new self( $schema, [] === $lines ? 'Record< string, never >' : '{ ' . implode( ' ', $lines ) . ' }' );
	}

	/** The key may be left out. */
	public function optional(): self {
		return new self( $this->schema, $this->typescript, true, $this->nullable, $this->name );
	}

	/** Null is allowed. */
	public function nullable(): self {
		return new self( $this->schema, $this->typescript, $this->optional, true, $this->name );
	}

	/** Gives the schema a TypeScript name of its own. */
	public function named( string $name ): self {
		return new self( $this->schema, $this->typescript, $this->optional, $this->nullable, $name );
	}

	/** @return array<string, mixed> JSON Schema. */
	public function to_array(): array {
		if ( ! $this->nullable || ! isset( $this->schema['type'] ) ) {
			return $this->schema;
		}
		$schema         = $this->schema;
		$schema['type'] = [ $schema['type'], 'null' ];
		if ( isset( $schema['enum'] ) && is_array( $schema['enum'] ) ) {
			$schema['enum'][] = null;
		}
		return $schema;
	}

	/** The definition of the TypeScript type. */
	public function typescript(): string {
		return $this->typescript;
	}

	/** The TypeScript type in another type; a named one as `@Name=base64 of its definition@`, which tools/wire.php replaces. */
	public function reference(): string {
		$is_union = str_contains( $this->typescript, ' | ' ) && ! str_starts_with( $this->typescript, '{' );
		$type     = null === $this->name
			? ( $is_union ? '( ' . $this->typescript . ' )' : $this->typescript )
			: '@' . $this->name . '=' . base64_encode( $this->typescript ) . '@';
		return $this->nullable ? $type . ' | null' : $type;
	}
}
