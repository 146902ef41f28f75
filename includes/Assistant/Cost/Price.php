<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Cost;

defined( 'ABSPATH' ) || exit;

/** Price of a model: millionths of a currency for a million tokens. Typed by the owner as `name = 0.15 / 0.60`, input / output. */
final class Price {

	/** A name of up to 100 characters, then two amounts of at most six digits before and after the point or comma. */
	private const FORM = '~\A(\S.{0,99}?)\s*=\s*(\d{1,6})(?:[.,](\d{1,6}))?\s*/\s*(\d{1,6})(?:[.,](\d{1,6}))?\z~u';

	/**
	 * @param string $model  Name used by the provider; a `*` at the end matches any rest.
	 * @param int    $input  Millionths of the currency for a million input tokens.
	 * @param int    $output The same for output tokens.
	 */
	public function __construct(
		public readonly string $model,
		public readonly int $input,
		public readonly int $output,
	) {}

	/** Parses a price as typed by the owner; null when it is invalid. */
	public static function from_line( string $line ): ?self {
		if ( 1 !== preg_match( self::FORM, trim( $line ), $found ) ) {
			return null;
		}
		return new self( $found[1], self::millionths( $found[2], $found[3] ), self::millionths( $found[4], $found[5] ?? '' ) );
	}

	/** Whether the price applies to a model; names are compared case-insensitively. */
	public function is_for( string $model ): bool {
		$name  = mb_strtolower( $this->model );
		$model = mb_strtolower( $model );
		return str_ends_with( $name, '*' ) ? str_starts_with( $model, substr( $name, 0, -1 ) ) : $name === $model;
	}

	/** Precedence among matching prices: exact names before prefixes, long prefixes before short ones. */
	public function precision(): int {
		return str_ends_with( $this->model, '*' ) ? mb_strlen( $this->model ) : PHP_INT_MAX;
	}

	/** Cost of some tokens, in millionths of the currency, halves rounded up. */
	public function cost( int $input_tokens, int $output_tokens ): int {
		return intdiv( max( 0, $input_tokens ) * $this->input + max( 0, $output_tokens ) * $this->output + 500_000, 1_000_000 );
	}

	private static function millionths( string $whole, string $fraction ): int {
		return (int) $whole * 1_000_000 + (int) str_pad( $fraction, 6, '0' );
	}
}
